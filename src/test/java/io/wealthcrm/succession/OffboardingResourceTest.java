package io.wealthcrm.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OffboardingResourceTest extends SuccessionCase {
    /** Where a customer's orders stand and how they came there. */
    private static final String HISTORY =
            """
            select string_agg(o.id || o.status || o.status_at || cast(h as text), ',' order by h.id)
              from orders o join order_history h on h.order_id = o.id where o.customer_id = ?""";

    OffboardingResourceTest(Service service) {
        super(service);
    }

    @Test
    void whatIsDoneIsWhatWasShown() {
        UUID busy = busyCustomer();
        customer("空闲客户");
        Person other = firm.advisorIn(firm.teamB);
        Map<String, Object> input = to(heir, other);
        String history = firm.one(HISTORY, busy);

        JsonPath shown = preview(manager, input).statusCode(200).extract().jsonPath();
        JsonPath done = offboard(manager, with(input, "previewToken", shown.getString("previewToken")))
                .statusCode(201)
                .extract()
                .jsonPath();

        assertThat(shown.getMap("outcome")).isEqualTo(done.getMap("outcome"));
        assertThat(shown.getInt("outcome.openOrders")).isEqualTo(1);
        assertThat(shown.getInt("outcome.tasks")).isEqualTo(1);
        assertThat(shown.getInt("outcome.appointments")).isEqualTo(2);
        assertThat(shown.getInt("outcome.complaints")).isEqualTo(1);
        assertThat(shown.getInt("outcome.consultations")).isEqualTo(1);
        assertThat(shown.getInt("outcome.conversations")).isEqualTo(3);
        List<Map<String, Object>> items = shown.getList("items");
        manager.request()
                .get("/api/v1/successions/" + done.getString("id") + "/items")
                .then()
                .statusCode(200)
                .body("items", equalTo(items));
        for (Map<String, Object> item : items) {
            assertThat(firm.one("select advisor_id from customers where id = cast(? as uuid)", item.get("customerId")))
                    .isEqualTo(item.get("to"));
        }
        assertThat(moved(busy))
                .isEqualTo(Map.of(
                        "orders",
                        2L,
                        "tasks",
                        1L,
                        "appointments",
                        2L,
                        "complaints",
                        1L,
                        "consultations",
                        1L,
                        "rooms",
                        2L));
        assertThat(firm.one(HISTORY, busy)).isEqualTo(history);
        assertThat(firm.one(
                        "select advisor_id || '/' || booked_by from orders where customer_id = ? and status = 'CANCELLED'",
                        busy))
                .isEqualTo(heir.id() + "/" + leaver.id());
    }

    /** Who serves the customer now reads all they ever bought; who sold it stays on record. */
    @Test
    void whatIsAtItsEndIsReadByWhoServesTheCustomerNow() {
        UUID customer = busyCustomer();
        UUID pooled = busyCustomer();
        String closed = firm.one("select id from orders where customer_id = ? and status = 'CANCELLED'", customer);
        String waits = firm.one("select id from orders where customer_id = ? and status = 'CANCELLED'", pooled);
        offboard(
                        manager,
                        offboarding("POOL", List.of(Map.of("advisorId", heir.id(), "customerIds", List.of(customer)))))
                .statusCode(201);

        heir.request().get("/api/v1/orders?status=CANCELLED").then().body("items.id", equalTo(List.of(closed)));
        heir.request().get("/api/v1/orders?customerId=" + customer).then().body("items.size()", equalTo(2));
        heir.request().get("/api/v1/orders/" + closed).then().statusCode(200);
        heir.request()
                .get("/api/v1/customers/" + customer + "/overview")
                .then()
                .statusCode(200)
                .body("orders.size()", equalTo(1));
        heir.request().get("/api/v1/orders/" + waits).then().statusCode(404);
        firm.person(firm.teamB, Role.TEAM_LEAD)
                .request()
                .get("/api/v1/orders/" + closed)
                .then()
                .statusCode(404);

        Person claimer = firm.advisor();
        claimer.once()
                .post("/api/v1/pool/customers/" + pooled + "/claim")
                .then()
                .statusCode(200);
        await().until(() -> claimer.request().get("/api/v1/orders/" + waits).statusCode() == 200);
        assertThat(firm.one("select booked_by from orders where id = cast(? as uuid)", waits))
                .isEqualTo(leaver.id().toString());
    }

    /** What is the heir's now of a customer's. */
    private Map<String, Long> moved(UUID customer) {
        return Map.of(
                "orders", count("orders where advisor_id = ? and customer_id = ?", customer),
                "tasks", count("tasks where assignee_id = ? and customer_id = ?", customer),
                "appointments", count("appointments where owner_id = ? and customer_id = ?", customer),
                "complaints", count("complaints where assignee_id = ? and customer_id = ?", customer),
                "consultations", count("consultations where assignee_id = ? and customer_id = ?", customer),
                "rooms",
                        count(
                                "members m join conversations c on c.id = m.conversation_id where m.user_id = ? and m.left_at is null"
                                        + " and (c.order_id in (select id from orders where customer_id = ?) or c.kind = 'CONSULTATION')",
                                customer));
    }

    private long count(String from, UUID customer) {
        return Long.parseLong(firm.one("select count(*) from " + from, heir.id(), customer));
    }

    @Test
    void theAccountEndsAtOnceAndComesBackWithTheUndo() {
        customer("唯一客户");
        ChatApp app = ChatApp.of(leaver);
        offboard(manager, to(heir)).statusCode(201);

        app.awaitClose(4401);
        leaver.request().get("/api/v1/me").then().statusCode(401);
        assertThat(firm.one(
                        "select string_agg(distinct revoked_because, ',') from sessions where user_id = ?",
                        leaver.id()))
                .isEqualTo("OFFBOARDED");
        undo(manager).statusCode(200);
        leaver.request().get("/api/v1/me").then().statusCode(401);
        leaver.anewOn("another")
                .request()
                .get("/api/v1/customers")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @Test
    void aPlannedOneIsDoneOnItsDayOrCalledOff() {
        UUID customer = customer("计划客户");
        Map<String, Object> input =
                with(to(heir), "effectiveOn", today().plusDays(3).toString());
        var before = everything(customer);

        offboard(manager, input)
                .statusCode(201)
                .body("state", equalTo("PLANNED"))
                .body("outcome", nullValue());
        assertThat(everything(customer)).isEqualTo(before);
        offboard(manager, input)
                .statusCode(409)
                .body("code", equalTo("ALREADY_OFFBOARDED"))
                .body("current", equalTo("PLANNED"));
        undo(manager).statusCode(409).body("code", equalTo("SUCCESSION_STATE")).body("current", equalTo("PLANNED"));
        manager.once()
                .body(Map.of("name", "来得太晚", "phone", Firm.newPhone(), "advisorId", leaver.id(), "confirmNew", true))
                .post("/api/v1/customers")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_ADVISOR"));
        manager.once()
                .post(path(leaver) + "/cancellation")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
        manager.once()
                .post(path(leaver) + "/cancellation")
                .then()
                .statusCode(409)
                .body("current", equalTo("CANCELLED"));

        String again = offboard(manager, input).statusCode(201).extract().path("id");
        firm.execute("update successions set effective_on = ? where id = cast(? as uuid)", today(), again);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> "DONE".equals(manager.request().get(path(leaver)).path("state")));
        assertThat(firm.one("select advisor_id from customers where id = ?", customer))
                .isEqualTo(heir.id().toString());
        undo(manager).statusCode(200);
    }

    /** Who went to another team since is not the lead's any more to give customers to, nor to let go. */
    @Test
    void aLeadsPlanIsHeldToTheLineOfItsDay() {
        UUID customer = customer("计划客户");
        Map<String, Object> input =
                with(to(heir), "effectiveOn", today().plusDays(1).toString());
        for (Person moved : List.of(heir, leaver)) {
            String id = offboard(lead, input).statusCode(201).extract().path("id");
            firm.execute("update users set unit_id = ? where id = ?", firm.teamB, moved.id());
            firm.execute("update successions set effective_on = ? where id = cast(? as uuid)", today(), id);
            await().atMost(Duration.ofSeconds(10)).until(() -> "FAILED"
                    .equals(manager.request().get(path(leaver)).path("state")));
            manager.request()
                    .get(path(leaver))
                    .then()
                    .body("failure", equalTo(moved == heir ? "UNKNOWN_HEIR" : "NOT_FOUND"));
            firm.execute("update users set unit_id = ? where id = ?", firm.teamA, moved.id());
        }
        assertThat(firm.one("select advisor_id from customers where id = ?", customer))
                .isEqualTo(leaver.id().toString());
    }

    /** What a handful of customers are is what one of them is. */
    @Test
    void whoSeesNoCustomersIsToldNeitherTiersNorAssets() {
        customer("唯一客户");
        Person admin = firm.office(Role.ADMIN);
        preview(admin, to(heir))
                .statusCode(200)
                .body("outcome.byAdvisor.customers", contains(1))
                .body("outcome.byAdvisor[0].byTier", nullValue())
                .body("outcome.byAdvisor[0].assets", nullValue());
        preview(manager, to(heir)).body("outcome.byAdvisor[0].byTier", notNullValue());
        offboard(admin, to(heir)).statusCode(201).body("outcome.byAdvisor[0].assets", nullValue());
        manager.request().get(path(leaver)).then().body("outcome.byAdvisor[0].assets", equalTo("0.00"));
    }

    @Test
    void aPlannedOneThatIsNotPossibleAnyMoreSaysWhy() {
        UUID customer = customer("计划客户");
        String id = offboard(
                        manager,
                        with(to(heir), "effectiveOn", today().plusDays(1).toString()))
                .statusCode(201)
                .extract()
                .path("id");
        firm.execute("update users set active = false where id = ?", heir.id());
        var before = everything(customer);

        firm.execute("update successions set effective_on = ? where id = cast(? as uuid)", today(), id);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> "FAILED".equals(manager.request().get(path(leaver)).path("state")));
        manager.request().get(path(leaver)).then().body("failure", equalTo("TRANSFER_TO_DEPARTED"));
        assertThat(everything(customer)).isEqualTo(before);
    }

    @Test
    void administratorsSeeFiguresAndNoCustomers() {
        customer("唯一客户");
        Person admin = firm.office(Role.ADMIN);

        preview(admin, to(heir))
                .statusCode(200)
                .body("outcome.customers", equalTo(1))
                .body("items", nullValue());
        String id = offboard(admin, to(heir)).statusCode(201).extract().path("id");
        admin.request().get("/api/v1/successions/" + id + "/items").then().statusCode(403);
        undo(admin).statusCode(200).body("leftAlone", nullValue());
    }
}
