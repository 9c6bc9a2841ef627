package io.wealthcrm.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What follows from a team: shares of orders; and what it follows: its customer, its members, their rooms. */
class TeamMovesResourceTest extends TeamCase {
    TeamMovesResourceTest(Service service) {
        super(service);
    }

    /** Whoever took them in there; the lead of the line, who was invited likewise, stays. */
    @Test
    void whoLeavesTheTeamLeavesTheCustomersRooms() {
        set(lead, 0, seat(colleague, "0.3")).statusCode(200);
        String room = created(
                colleague,
                "/api/v1/conversations",
                Map.of("kind", "ORDER", "orderId", order(colleague), "memberIds", List.of(advisor.id(), lead.id())));
        assertThat(inside(room)).contains(colleague.id().toString());

        set(lead, 1).statusCode(200);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(inside(room))
                .contains(advisor.id().toString(), lead.id().toString())
                .doesNotContain(colleague.id().toString()));
    }

    @Test
    void whoseLastDayIsOverLeavesThemToo() {
        set(lead, 0, seat(colleague, "0.3", today())).statusCode(200);
        String room = created(
                colleague,
                "/api/v1/conversations",
                Map.of("kind", "ORDER", "orderId", order(colleague), "memberIds", List.of(advisor.id())));

        firm.execute(
                "update customer_seats set from_on = from_on - 2, to_on = to_on - 1 where customer_id = ?", customer);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(inside(room))
                .contains(advisor.id().toString())
                .doesNotContain(colleague.id().toString()));
    }

    private List<String> inside(String room) {
        return List.of(firm.one(
                        "select string_agg(cast(user_id as text), ',') from members where conversation_id = cast(? as uuid) and left_at is null",
                        room)
                .split(","));
    }

    @Test
    void aNewOrderIsSharedAsTheTeamHasIt() {
        Person silent = firm.advisor();
        UUID before = order(advisor);
        set(lead, 0, seat(colleague, "0.3333"), seat(silent, "0")).statusCode(200);
        String path = "/api/v1/commissions/orders/" + order(colleague) + "/shares";

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> advisor.request()
                .get(path)
                .then()
                .body("version", equalTo(1))
                .body(
                        "shares.advisorId",
                        contains(advisor.id().toString(), colleague.id().toString()))
                .body("shares.part", contains("666700.00", "333300.00")));
        advisor.request()
                .header("If-Match", "\"1\"")
                .body(Map.of("shares", List.of(Map.of("advisorId", advisor.id(), "fraction", "1"))))
                .put(path)
                .then()
                .statusCode(200);
        advisor.request()
                .get("/api/v1/commissions/orders/" + before + "/shares")
                .then()
                .body("version", equalTo(0));
    }

    @Test
    void theTeamGoesOnUnderANewAdvisorAndEndsInThePool() {
        Person next = firm.advisor();
        String path = "/api/v1/customers/" + customer;
        set(lead, 0, seat(colleague, "0.3"), seat(next, "0.2")).statusCode(200);

        manager.once()
                .body(Map.of("advisorId", next.id()))
                .post(path + "/transfer")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> next.request()
                .get(team(customer))
                .then()
                .body(
                        "members.personId",
                        contains(next.id().toString(), colleague.id().toString()))
                .body("members.share", contains("0.7000", "0.3000")));
        colleague.request().get(path).then().statusCode(200);

        next.once()
                .body(Map.of("reason", "无暇顾及"))
                .post(path + "/release")
                .then()
                .statusCode(200);
        colleague.request().get(path).then().statusCode(404);
        advisor.once()
                .post("/api/v1/pool/customers/" + customer + "/claim")
                .then()
                .statusCode(not(equalTo(500)));
        await().atMost(Duration.ofSeconds(10)).until(() -> firm.one(
                        "select count(*) from customer_seats where ended_at is null and customer_id = ?", customer)
                .equals("0"));
        manager.request()
                .get(path + "/timeline?kind=UNSEATED")
                .then()
                .body(
                        "items.data.person",
                        hasItems(next.id().toString(), colleague.id().toString()));
    }

    @Test
    void whoGoesToAnotherBranchLeavesTheTeam() {
        set(lead, 0, seat(colleague, "0.3")).statusCode(200);
        Person admin = firm.office(Role.ADMIN);
        admin.request()
                .header("If-Match", '"' + firm.one("select version from users where id = ?", colleague.id()) + '"')
                .body(Map.of("unitId", firm.otherTeam))
                .patch("/api/v1/users/" + colleague.id())
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> colleague
                .request()
                .get("/api/v1/customers/" + customer)
                .then()
                .statusCode(404));
        lead.request().get(team(customer)).then().body("members", hasSize(1));
    }
}
