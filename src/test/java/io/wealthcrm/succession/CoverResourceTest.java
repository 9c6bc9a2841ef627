package io.wealthcrm.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who sees to an advisor's customers during leave: the leaver of the other tests is only away here, the heir covers. */
class CoverResourceTest extends SuccessionCase {
    private static final String TASKS = "/api/v1/agenda/tasks";

    CoverResourceTest(Service service) {
        super(service);
    }

    private static String covers(Person away) {
        return "/api/v1/users/" + away.id() + "/covers";
    }

    private static Map<String, Object> by(Person cover, LocalDate from, LocalDate to) {
        return Map.of("coverId", cover.id(), "from", from.toString(), "to", to.toString(), "reason", "年假");
    }

    @CanIgnoreReturnValue
    private ValidatableResponse cover(Person away, Person cover) {
        return lead.once()
                .body(by(cover, today(), today().plusDays(14)))
                .post(covers(away))
                .then();
    }

    @Test
    void theCoverSeesAndWorksOnTheCustomersUntilItIsWithdrawn() {
        UUID customer = customer("休假客户");
        UUID own = firm.customerOf(heir, "自己客户");
        UUID order = order(customer);
        List<String> seen = List.of(
                "/api/v1/customers/" + customer,
                "/api/v1/customers/" + customer + "/timeline",
                "/api/v1/customers/" + customer + "/overview",
                "/api/v1/customers/" + customer + "/contact-details",
                "/api/v1/customers/" + customer + "/holdings",
                "/api/v1/orders/" + order);
        seen.forEach(path -> heir.request().get(path).then().statusCode(404));

        String id = cover(leaver, heir)
                .statusCode(201)
                .body("current", equalTo(true))
                .extract()
                .path("id");

        seen.forEach(path -> heir.request().get(path).then().statusCode(200));
        heir.request()
                .get("/api/v1/customers?sort=name")
                .then()
                .body("items.id", contains(customer.toString(), own.toString()));
        heir.request().get("/api/v1/customers?limit=1&q=客户").then().body("items", hasSize(1));
        heir.request().get("/api/v1/orders").then().body("items.id", hasItem(order.toString()));
        created(
                heir,
                "/api/v1/customers/" + customer + "/interactions",
                Map.of("kind", "CALL", "at", "2026-01-05T02:00:00Z", "summary", "代为回访"));
        String booked = created(
                heir,
                "/api/v1/orders",
                Map.of("customerId", customer, "productId", firm.product(), "amount", "1000000.00"));
        assertThat(firm.one("select advisor_id || '/' || booked_by from orders where id = cast(? as uuid)", booked))
                .isEqualTo(leaver.id() + "/" + heir.id());
        leaver.request().get("/api/v1/customers/" + customer).then().statusCode(200);

        lead.request().delete(covers(leaver) + "/" + id).then().statusCode(204);

        seen.forEach(path -> heir.request().get(path).then().statusCode(404));
        heir.request().get("/api/v1/orders/" + booked).then().statusCode(404);
        heir.request().get("/api/v1/customers").then().body("items.id", contains(own.toString()));
        lead.request().delete(covers(leaver) + "/" + id).then().statusCode(204);
        leaver.request().get(covers(leaver)).then().body("items.current", contains(false));
    }

    @Test
    void whatIsStillToDoComesBackWithItsEnd() {
        UUID customer = customer("休假客户");
        UUID shared = customer("共同客户");
        UUID own = firm.customerOf(heir, "自己客户");
        firm.execute(
                "insert into customer_seats (id, customer_id, lead_id, person_id, share, from_on, given_by, given_at)"
                        + " values (uuidv7(), ?, ?, ?, 0.3, current_date - 1, ?, now())",
                shared,
                leaver.id(),
                heir.id(),
                leaver.id());
        String id = cover(leaver, heir).statusCode(201).extract().path("id");
        String given = opened(lead, with(task(customer), "assigneeId", heir.id()));
        String made = opened(heir, task(customer));
        String done = opened(heir, task(customer));
        heir.once()
                .body(Map.of())
                .post(TASKS + "/" + done + "/completion")
                .then()
                .statusCode(200);
        List<String> theirs = List.of(opened(heir, task(shared)), opened(heir, task(own)), done);

        heir.once()
                .body(appointment(customer, 10))
                .post("/api/v1/agenda/appointments")
                .then()
                .statusCode(201);

        lead.request().delete(covers(leaver) + "/" + id).then().statusCode(204);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> assigneeOf(given).equals(leaver.id().toString()));
        assertThat(assigneeOf(made)).isEqualTo(leaver.id().toString());
        theirs.forEach(task -> assertThat(assigneeOf(task)).isEqualTo(heir.id().toString()));
        assertThat(madeAnewBy(customer)).isEqualTo("CANCELLED/" + leaver.id());
        leaver.request().get(TASKS + "/" + given).then().statusCode(200);
        heir.request().get(TASKS + "/" + made).then().statusCode(404);
        assertThat(firm.one(
                        "select count(*) from notifications where person_id = ? and kind = 'TASK_ASSIGNED' and entity_id = cast(? as uuid)",
                        leaver.id(),
                        given))
                .isEqualTo("1");
    }

    /** Not to the lead, as the rest of what the cover was to do. */
    @Test
    void whatACoverWhoLeavesHadToDoComesBackAndGoesThereAgainWithTheUndo() {
        UUID customer = firm.buyerOf(heir, "被代管客户");
        cover(heir, leaver).statusCode(201);
        String made = opened(leaver, task(customer));
        String given = opened(lead, with(task(customer), "assigneeId", leaver.id()));
        String other = opened(
                leaver,
                Map.of(
                        "title",
                        "整理资料",
                        "dueAt",
                        Instant.now().plus(Duration.ofDays(1)).toString()));
        created(leaver, "/api/v1/agenda/appointments", appointment(customer, 10));
        var before = everything(customer);

        offboard(manager, to(firm.advisor())).statusCode(201);

        for (String task : List.of(made, given)) {
            assertThat(assigneeOf(task)).isEqualTo(heir.id().toString());
        }
        assertThat(assigneeOf(other)).isEqualTo(lead.id().toString());
        assertThat(firm.one("select state || '/' || owner_id from appointments where customer_id = ?", customer))
                .isEqualTo("BOOKED/" + heir.id());
        undo(manager).statusCode(200).body("leftAlone", hasSize(0));
        assertThat(everything(customer)).isEqualTo(before);
    }

    @Test
    void whatACoverWhoLeavesHadToDoIsToBeMadeAnewWhereTheAdvisorIsNotFree() {
        UUID customer = firm.customerOf(heir, "被代管客户");
        cover(heir, leaver).statusCode(201);
        created(leaver, "/api/v1/agenda/appointments", appointment(customer, 10));
        created(heir, "/api/v1/agenda/appointments", appointment(null, 10));
        var before = everything(customer);

        offboard(manager, to(firm.advisor())).statusCode(201);

        assertThat(madeAnewBy(customer)).isEqualTo("CANCELLED/" + heir.id());
        undo(manager).statusCode(200).body("leftAlone", hasSize(0));
        assertThat(everything(customer)).isEqualTo(before);
    }

    @Test
    void whoLeavesIsInNoRoomOfThoseCovered() {
        UUID customer = firm.buyerOf(heir, "被代管客户");
        cover(heir, leaver).statusCode(201);
        String room = created(
                leaver,
                "/api/v1/conversations",
                Map.of("kind", "ORDER", "orderId", order(customer), "memberIds", List.of(heir.id())));

        offboard(manager, to(firm.advisor())).statusCode(201);

        await().atMost(Duration.ofSeconds(20)).until(() -> "0"
                .equals(firm.one(
                        "select count(*) from members where conversation_id = cast(? as uuid) and user_id = ? and left_at is null",
                        room,
                        leaver.id())));
    }

    @Test
    void whatACoverHasToDoGoesWithACustomerWhoChangesHandsMeanwhile() {
        UUID customer = customer("休假客户");
        Person next = firm.advisor();
        cover(leaver, heir).statusCode(201);
        String made = opened(heir, task(customer));
        String own = opened(heir, task(firm.customerOf(heir, "自己客户")));
        created(heir, "/api/v1/agenda/appointments", appointment(customer, 10));

        lead.once()
                .body(Map.of("advisorId", next.id(), "reason", "换人"))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> assigneeOf(made).equals(next.id().toString()));
        assertThat(assigneeOf(own)).isEqualTo(heir.id().toString());
        assertThat(madeAnewBy(customer)).isEqualTo("CANCELLED/" + next.id());
    }

    @Test
    void whatACoverHasToDoGoesWithTheCustomersOfWhoLeavesAndComesBackWithTheUndo() {
        UUID customer = customer("休假客户");
        Person next = firm.advisor();
        cover(leaver, heir).statusCode(201);
        String made = opened(heir, task(customer));
        created(heir, "/api/v1/agenda/appointments", appointment(customer, 10));
        created(leaver, "/api/v1/agenda/appointments", appointment(customer, 10));
        var before = everything(customer);

        offboard(manager, to(next)).statusCode(201);

        assertThat(assigneeOf(made)).isEqualTo(next.id().toString());
        assertThat(madeAnewBy(customer)).isEqualTo("CANCELLED/" + next.id());
        undo(manager).statusCode(200).body("leftAlone", hasSize(0));
        assertThat(everything(customer)).isEqualTo(before);
    }

    @Test
    void whatComesBackToACoverWhoseTimeIsOverGoesToWhoWasCovered() {
        UUID customer = customer("休假客户");
        String id = cover(leaver, heir).statusCode(201).extract().path("id");
        String made = opened(heir, task(customer));
        Map<String, Object> given = Map.of("advisorId", firm.advisor().id(), "customerIds", List.of(customer));
        String transfer = lead.once()
                .body(Map.of("fromAdvisorId", leaver.id(), "transfers", List.of(given), "reason", "区域调整"))
                .post("/api/v1/customers/transfers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        lead.request().delete(covers(leaver) + "/" + id).then().statusCode(204);
        lead.once().post("/api/v1/successions/" + transfer + "/undo").then().statusCode(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> assigneeOf(made).equals(leaver.id().toString()));
    }

    /** Whom the customer comes to by the leaving keeps what they have as they have it. */
    @Test
    void aCoverWhoGetsTheCustomerKeepsWhatIsToDo() {
        UUID customer = customer("休假客户");
        cover(leaver, heir).statusCode(201);
        String made = opened(heir, task(customer));
        created(heir, "/api/v1/agenda/appointments", appointment(customer, 10));

        offboard(manager, to(heir)).statusCode(201);

        assertThat(assigneeOf(made)).isEqualTo(heir.id().toString());
        assertThat(firm.one("select state || '/' || owner_id from appointments where customer_id = ?", customer))
                .isEqualTo("BOOKED/" + heir.id());
    }

    /** The state of the one appointment that was cancelled and who has the task instead. */
    private String madeAnewBy(UUID customer) {
        return firm.one(
                "select a.state || '/' || t.assignee_id from appointments a join tasks t on t.ref_id = a.id where a.customer_id = ?",
                customer);
    }

    private static String opened(Person by, Map<String, Object> task) {
        return by.once().body(task).post(TASKS).then().statusCode(201).extract().path("id");
    }

    private String assigneeOf(String task) {
        return firm.one("select assignee_id from tasks where id = cast(? as uuid)", task);
    }

    @Test
    void itCountsFromItsFirstDayToItsLast() {
        UUID customer = customer("休假客户");
        String id = cover(leaver, heir).statusCode(201).extract().path("id");
        String path = "/api/v1/customers/" + customer;
        firm.execute(
                "update advisor_covers set from_on = from_on + 1, to_on = to_on + 1 where id = cast(? as uuid)", id);
        heir.request().get(path).then().statusCode(404);
        firm.execute(
                "update advisor_covers set from_on = ?, to_on = ? where id = cast(? as uuid)",
                today().minusDays(9),
                today(),
                id);
        heir.request().get(path).then().statusCode(200);
        firm.execute("update advisor_covers set to_on = to_on - 1 where id = cast(? as uuid)", id);
        heir.request().get(path).then().statusCode(404);
    }

    @Test
    void whatMakesNoSenseIsRefusedAndChangesNothing() {
        Person third = firm.advisor();
        cover(leaver, heir).statusCode(201);
        String before = firm.one("select count(*) from advisor_covers where created_by = ?", lead.id());

        cover(leaver, heir).statusCode(409).body("code", equalTo("COVER_TWICE"));
        cover(heir, third).statusCode(409).body("code", equalTo("COVER_CHAIN"));
        cover(third, leaver).statusCode(409).body("code", equalTo("COVER_CHAIN"));
        cover(leaver, leaver).statusCode(422).body("code", equalTo("COVER_UNFIT"));
        cover(leaver, lead).statusCode(422).body("code", equalTo("COVER_UNFIT"));
        cover(leaver, firm.advisorIn(firm.teamB)).statusCode(422).body("code", equalTo("COVER_UNFIT"));
        cover(firm.advisorIn(firm.teamB), heir).statusCode(404);
        heir.once()
                .body(by(third, today(), today()))
                .post(covers(leaver))
                .then()
                .statusCode(403);
        for (Map<String, Object> dates : List.of(
                by(third, today().minusDays(1), today()),
                by(third, today(), today().minusDays(1)),
                by(third, today(), today().plusDays(92)),
                by(third, today().plusDays(400), today().plusDays(401)))) {
            lead.once().body(dates).post(covers(leaver)).then().statusCode(400).body("code", equalTo("INVALID_INPUT"));
        }

        assertThat(firm.one("select count(*) from advisor_covers where created_by = ?", lead.id()))
                .isEqualTo(before);
        firm.person(firm.teamB, Role.TEAM_LEAD)
                .request()
                .get(covers(leaver))
                .then()
                .statusCode(404);
        third.request().get(covers(leaver)).then().statusCode(404);
    }

    @Test
    void nobodyCoversMoreThanFive() {
        for (int i = 0; i < 5; i++) {
            cover(firm.advisor(), heir).statusCode(201);
        }
        cover(leaver, heir).statusCode(409).body("code", equalTo("TOO_MANY_COVERS"));
    }

    @Test
    void itEndsWithWhoLeavesAndComesBackWithTheUndo() {
        UUID customer = firm.customerOf(heir, "被代管客户");
        cover(heir, leaver).statusCode(201);
        var before = everything(customer);

        offboard(manager, to(heir)).statusCode(201);
        assertThat(firm.one("select count(*) from advisor_covers where cover_id = ? and ended_at is null", leaver.id()))
                .isEqualTo("0");
        undo(manager).statusCode(200);

        assertThat(everything(customer)).isEqualTo(before);
    }
}
