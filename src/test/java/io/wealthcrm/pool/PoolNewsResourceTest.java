package io.wealthcrm.pool;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What hangs on a customer copes with nobody serving them, and follows whoever claims them. */
@OnSharedService
class PoolNewsResourceTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void conversationsQuestionsAndOrdersFollowIntoThePoolAndOut(Service service) {
        PoolDays days = new PoolDays(service);
        PoolDesk desk = days.desk;
        Person app = desk.firm.appOf(desk.advisor, "公海会员");
        UUID customer = UUID.fromString(app.request().get("/api/v1/me").path("customerId"));
        UUID order = days.order(customer, "CONFIRMED", 10);
        UUID direct = UUID.fromString(
                created(app, "/api/v1/conversations", Map.of("kind", "DIRECT", "memberIds", List.of(desk.advisor.id())))
                        .getString("id"));
        String question = "/api/v1/consultations/"
                + created(app, "/api/v1/consultations", Map.of("question", "什么时候付息？"))
                        .getString("id");
        app.request()
                .get(question)
                .then()
                .body("assigneeId", equalTo(desk.advisor.id().toString()));

        desk.release(desk.advisor, customer).statusCode(200);
        await().atMost(SOON)
                .until(() -> "QUEUED".equals(app.request().get(question).path("state")));
        await().atMost(SOON)
                .until(() -> desk.firm.one("select closed_at from conversations where id = ?", direct) != null);
        app.request()
                .get("/api/v1/customers/" + customer)
                .then()
                .statusCode(200)
                .body("advisorId", nullValue());
        app.once()
                .body(Map.of("kind", "DIRECT", "memberIds", List.of(desk.advisor.id())))
                .post("/api/v1/conversations")
                .then()
                .statusCode(422);
        desk.advisor.request().get("/api/v1/orders/" + order).then().statusCode(200);
        desk.firm
                .office(Role.OPERATIONS)
                .request()
                .get("/api/v1/customers/" + customer + "/holdings")
                .then()
                .statusCode(200);

        Person heir = desk.firm.advisorIn(desk.firm.teamB);
        desk.claim(heir, customer).statusCode(200);
        await().atMost(SOON)
                .until(() -> heir.request().get("/api/v1/orders/" + order).statusCode() == 200);
        desk.advisor.request().get("/api/v1/orders/" + order).then().statusCode(404);
        app.once()
                .body(Map.of("kind", "DIRECT", "memberIds", List.of(heir.id())))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201);
    }

    private static JsonPath created(Person by, String path, Map<String, Object> body) {
        return by.once().body(body).post(path).then().statusCode(201).extract().jsonPath();
    }
}
