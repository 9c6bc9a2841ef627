package io.wealthcrm.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OffboardingResourceTest extends SuccessionCase {
    OffboardingResourceTest(Service service) {
        super(service);
    }

    @Test
    void whatIsDoneIsWhatWasShown() {
        UUID busy = busyCustomer();
        customer("空闲客户");
        Person other = firm.advisorIn(firm.teamB);
        Map<String, Object> input = to(heir, other);

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
                        1L,
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
        assertThat(firm.one("select advisor_id from orders where customer_id = ? and status = 'CANCELLED'", busy))
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
    void undoneEverythingIsAsItWasByteForByte() {
        UUID busy = busyCustomer();
        UUID idle = customer("空闲客户");
        created(heir, "/api/v1/agenda/appointments", appointment(null, 14));
        created(
                leaver,
                "/api/v1/households",
                Map.of("name", "王家", "kind", "FAMILY", "members", List.of(Map.of("customerId", busy, "role", "HEAD"))));
        var before = everything(busy, idle);

        offboard(manager, to(heir)).statusCode(201);
        assertThat(everything(busy, idle)).isNotEqualTo(before);
        assertThat(firm.one("select count(*) from tasks where origin = 'APPOINTMENT' and assignee_id = ?", heir.id()))
                .isEqualTo("1");
        undo(manager).statusCode(200).body("state", equalTo("UNDONE")).body("leftAlone", hasSize(0));

        assertThat(everything(busy, idle)).isEqualTo(before);
        undo(manager).statusCode(409).body("code", equalTo("ALREADY_UNDONE"));
        assertThat(firm.one(
                        "select string_agg(action, ',' order by id) from audit_log where subject_kind = 'SUCCESSION' and actor_id = ?",
                        manager.id()))
                .isEqualTo("OFFBOARDING_DONE,OFFBOARDING_UNDONE");
    }

    @Test
    void thePoolTakesWhomNobodyElseDoesAndGivesThemBack() {
        UUID busy = busyCustomer();
        UUID idle = customer("空闲客户");
        UUID named = customer("点名客户");
        var before = everything(busy, idle, named);
        Map<String, Object> input =
                offboarding("POOL", List.of(Map.of("advisorId", heir.id(), "customerIds", List.of(named))));

        offboard(manager, input)
                .statusCode(201)
                .body("outcome.pooled", equalTo(2))
                .body("outcome.customers", equalTo(3));

        assertThat(firm.one(
                        "select string_agg(reason, ',') from pool_entries where left_at is null and customer_id in (?, ?)",
                        busy,
                        idle))
                .isEqualTo("OFFBOARDED,OFFBOARDED");
        assertThat(firm.one("select advisor_id from orders where customer_id = ? and status = 'BOOKED'", busy))
                .isEqualTo(lead.id().toString());
        assertThat(firm.one("select advisor_id from customers where id = ?", named))
                .isEqualTo(heir.id().toString());
        undo(manager).statusCode(200).body("leftAlone", hasSize(0));
        assertThat(everything(busy, idle, named)).isEqualTo(before);
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
    void whatMovedOnSinceStaysAndIsListed() {
        UUID gone = busyCustomer();
        UUID edited = customer("被编辑");
        UUID back = customer("回来");
        Person third = firm.advisor();
        offboard(manager, to(heir)).statusCode(201);
        manager.once()
                .body(Map.of("advisorId", third.id()))
                .post("/api/v1/customers/" + gone + "/transfer")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(10)).until(() -> third.id()
                .toString()
                .equals(firm.one("select advisor_id from orders where customer_id = ? and status = 'BOOKED'", gone)));
        heir.request()
                .header("If-Match", '"' + firm.one("select version from customers where id = ?", edited) + '"')
                .body(Map.of("city", "杭州"))
                .patch("/api/v1/customers/" + edited)
                .then()
                .statusCode(200);
        String bookedSince = created(
                heir,
                "/api/v1/orders",
                Map.of("customerId", edited, "productId", firm.product(), "amount", "1000000.00"));

        undo(manager)
                .statusCode(200)
                .body("leftAlone.findAll { it.kind == 'customers' }.id", contains(gone.toString()));

        assertThat(firm.one("select advisor_id from customers where id = ?", gone))
                .isEqualTo(third.id().toString());
        assertThat(firm.one("select advisor_id from orders where customer_id = ? and status = 'BOOKED'", gone))
                .isEqualTo(third.id().toString());
        assertThat(firm.one("select advisor_id || city from customers where id = ?", edited))
                .isEqualTo(leaver.id() + "杭州");
        assertThat(firm.one("select advisor_id from orders where id = cast(? as uuid)", bookedSince))
                .isEqualTo(leaver.id().toString());
        assertThat(firm.one("select advisor_id from customers where id = ?", back))
                .isEqualTo(leaver.id().toString());
        heir.request().get("/api/v1/customers/" + edited).then().statusCode(404);
    }

    @Test
    void afterThreeDaysItIsForGood() {
        customer("唯一客户");
        String id = offboard(manager, to(heir)).statusCode(201).extract().path("id");
        assertThat(firm.one(
                        "select undo_until - done_at = interval '72 hours' from successions where id = cast(? as uuid)",
                        id))
                .isEqualTo("t");
        firm.execute(
                "update restorable_operations set undo_until = at where id = (select operation_id from successions where id = cast(? as uuid))",
                id);
        var before = everything();

        undo(manager).statusCode(409).body("code", equalTo("UNDO_EXPIRED"));

        assertThat(everything()).isEqualTo(before);
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
