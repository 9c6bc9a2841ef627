package io.wealthcrm.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.Response;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several advisors on one customer: who sits in the team sees and works on them, and no longer than that. */
class TeamResourceTest extends TeamCase {
    TeamResourceTest(Service service) {
        super(service);
    }

    @Test
    void aMemberSeesAndWorksOnTheCustomerUntilTakenOff() {
        UUID own = firm.customerOf(colleague, "自己客户");
        UUID order = order(advisor);
        created(
                advisor,
                "/api/v1/customers/" + customer + "/complaints",
                Map.of("kind", "COMPLAINT", "category", "SERVICE", "subject", "电话", "text", "无人接听"));
        String room = created(
                advisor,
                "/api/v1/conversations",
                Map.of("kind", "GROUP", "title", "协作", "memberIds", List.of(colleague.id())));
        ChatApp app = ChatApp.of(advisor);
        app.post(
                UUID.fromString(room),
                UUID.randomUUID(),
                "card",
                "{\"type\":\"CUSTOMER\",\"id\":\"%s\"}".formatted(customer));
        app.close();
        List<String> seen = Stream.of(
                        "",
                        "/timeline",
                        "/overview",
                        "/contact-details",
                        "/holdings",
                        "/team",
                        "/relations",
                        "/complaints",
                        "/contribution",
                        "/consents")
                .map(part -> "/api/v1/customers/" + customer + part)
                .toList();
        seen.forEach(path -> colleague.request().get(path).then().statusCode(404));
        shown(room, null);

        set(lead, 0, seat(colleague, "0.3"))
                .statusCode(200)
                .body("version", equalTo(1))
                .body("members.role", contains("LEAD", "MEMBER"))
                .body(
                        "members.personId",
                        contains(advisor.id().toString(), colleague.id().toString()))
                .body("members.share", contains("0.7000", "0.3000"))
                .body("members[1].from", equalTo(today().toString()));

        seen.forEach(path -> colleague.request().get(path).then().statusCode(200));
        shown(room, "团队客户");
        colleague.request().get("/api/v1/orders/" + order).then().statusCode(200);
        colleague.request().get("/api/v1/orders").then().body("items.id", hasItem(order.toString()));
        colleague
                .request()
                .get("/api/v1/customers?sort=name")
                .then()
                .body("items.id", contains(customer.toString(), own.toString()));
        colleague.request().get("/api/v1/customers?limit=1&q=客户").then().body("items", hasSize(1));
        colleague.request().get("/api/v1/complaints").then().body("items.customerId", hasItem(customer.toString()));
        colleague
                .request()
                .get("/api/v1/customers/" + customer + "/overview")
                .then()
                .body("orders.id", hasItem(order.toString()));
        colleague
                .request()
                .get("/api/v1/customers/" + customer + "/timeline?kind=SEATED")
                .then()
                .body("items[0].data.person", equalTo(colleague.id().toString()));
        created(
                colleague,
                "/api/v1/customers/" + customer + "/interactions",
                Map.of("kind", "CALL", "at", "2026-01-05T02:00:00Z", "summary", "团队回访"));
        String booked = order(colleague).toString();
        assertThat(firm.one("select advisor_id || '/' || booked_by from orders where id = cast(? as uuid)", booked))
                .isEqualTo(advisor.id() + "/" + colleague.id());
        told("JOINED");

        set(lead, 1).statusCode(200).body("version", equalTo(2)).body("members", hasSize(1));

        seen.forEach(path -> colleague.request().get(path).then().statusCode(404));
        shown(room, null);
        colleague.request().get("/api/v1/orders/" + booked).then().statusCode(404);
        colleague.request().get("/api/v1/orders").then().body("items", empty());
        colleague.request().get("/api/v1/complaints").then().body("items", empty());
        colleague.request().get("/api/v1/customers").then().body("items.id", contains(own.toString()));
        told("LEFT");
    }

    /** The card as the colleague is shown it. */
    private void shown(String room, String title) {
        colleague
                .request()
                .get("/api/v1/conversations/" + room + "/messages")
                .then()
                .statusCode(200)
                .body("items[-1].card.title", equalTo(title));
    }

    private void told(String change) {
        colleague
                .request()
                .get("/api/v1/notifications")
                .then()
                .body("items.findAll { it.kind == 'TEAM' }.data.change", hasItem(change));
    }

    /** Also of leads, whose lists are merged from their units. */
    @Test
    void aLeadOfAnotherTeamHasTheCustomerBesideTheirOwn() {
        Person other = firm.person(firm.teamB, Role.TEAM_LEAD);
        UUID theirs = firm.customerOf(colleague, "别组客户");
        set(manager, 0, seat(other, "0")).statusCode(200);
        other.request()
                .get("/api/v1/customers?sort=createdAt")
                .then()
                .body("items.id", contains(customer.toString(), theirs.toString()));
        String first = other.request()
                .get("/api/v1/customers?limit=1")
                .then()
                .extract()
                .path("nextCursor");
        other.request()
                .get("/api/v1/customers?limit=1&cursor=" + first)
                .then()
                .body("items.id", contains(customer.toString()));
        other.request()
                .get("/api/v1/customers/distributions")
                .then()
                .body("distributions[0].shares.customers.sum()", equalTo(2));
        other.once()
                .body(Map.of("advisorId", colleague.id()))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(404);
        other.request()
                .header("If-Match", "\"1\"")
                .body(Map.of("members", List.of()))
                .put(team(customer))
                .then()
                .statusCode(403);
        // A seat that a lead of the line has shows nothing twice.
        set(manager, 1, seat(lead, "0.1")).statusCode(200);
        lead.request().get("/api/v1/customers").then().body("items.id", contains(customer.toString()));
        lead.request().get("/api/v1/customers?q=团队客户").then().body("items", hasSize(1));
    }

    @Test
    void aSeatEndsWithItsLastDay() {
        String path = "/api/v1/customers/" + customer;
        set(advisor, 0, seat(colleague, "0.5", today())).statusCode(200);
        colleague.request().get(path).then().statusCode(200);
        firm.execute(
                "update customer_seats set from_on = from_on - 2, to_on = to_on - 1 where customer_id = ?", customer);
        colleague.request().get(path).then().statusCode(404);
        advisor.request()
                .get(team(customer))
                .then()
                .body("members.share", contains("1"))
                .body("version", equalTo(1));
        set(advisor, 1, seat(colleague, "1")).statusCode(200).body("members.share", contains("0.0000", "1.0000"));
        colleague.request().get(path).then().statusCode(200);
    }

    @Test
    void whatMakesNoSenseIsRefusedAndChangesNothing() {
        Person foreign = firm.advisorIn(firm.otherTeam);
        Person departed = firm.advisor();
        firm.execute("update users set active = false where id = ?", departed.id());
        Person office = firm.office(Role.OPERATIONS);
        set(lead, 0, seat(colleague, "0.3")).statusCode(200);
        String before = seats();

        for (Person nobody : List.of(foreign, departed, office, advisor)) {
            set(lead, 1, seat(nobody, "0.1")).statusCode(422).body("code", equalTo("TEAM_MEMBER_UNKNOWN"));
        }
        set(lead, 1, Map.of("personId", UUID.randomUUID(), "share", "0.1"))
                .statusCode(422)
                .body("code", equalTo("TEAM_MEMBER_UNKNOWN"));
        set(lead, 1, seat(colleague, "0.6"), seat(lead, "0.5"))
                .statusCode(422)
                .body("code", equalTo("TEAM_SHARES_EXCEED"));
        for (Map<String, Object> senseless : List.of(
                seat(colleague, "-0.1"),
                seat(colleague, "1.1"),
                seat(colleague, "0.00001"),
                seat(colleague, "0.1", today().minusDays(1)))) {
            set(lead, 1, senseless).statusCode(400).body("code", equalTo("INVALID_INPUT"));
        }
        set(lead, 1, seat(colleague, "0.1"), seat(colleague, "0.1")).statusCode(400);
        set(lead, 0).statusCode(412);
        lead.request()
                .body(Map.of("members", List.of()))
                .put(team(customer))
                .then()
                .statusCode(428);
        set(colleague, 1).statusCode(403).body("code", equalTo("FORBIDDEN"));
        set(firm.person(firm.teamB, Role.TEAM_LEAD), 1).statusCode(404);
        set(firm.advisor(), 1).statusCode(404);

        assertThat(seats()).isEqualTo(before);
    }

    /** Of two who set the team at once one is told that it is no more as they saw it. */
    @Test
    void ofTwoAtOnceOneSetsTheTeam() {
        Person third = firm.advisor();
        for (int version = 0; version < 8; version = version(version)) {
            int seen = version;
            List<CompletableFuture<Response>> both = List.of(
                    CompletableFuture.supplyAsync(() -> put(lead, seen, seat(colleague, "0.6" + seen))),
                    CompletableFuture.supplyAsync(() -> put(manager, seen, seat(third, "0.7" + seen))));
            assertThat(both.stream().map(CompletableFuture::join))
                    .extracting(Response::statusCode)
                    .containsExactlyInAnyOrder(200, 412);
        }
    }

    private Response put(Person by, int version, Map<String, Object> member) {
        return by.request()
                .header("If-Match", "\"" + version + '"')
                .body(Map.of("members", List.of(member)))
                .put(team(customer));
    }

    private int version(int before) {
        int now = advisor.request()
                .get(team(customer))
                .then()
                .body("members", hasSize(2))
                .extract()
                .path("version");
        assertThat(now).isGreaterThan(before);
        return now;
    }

    @Test
    void theDatabaseKeepsTheSumToo() {
        set(lead, 0, seat(colleague, "0.6"), seat(lead, "0.4")).statusCode(200);
        String before = seats();
        assertThatThrownBy(() -> firm.execute(
                        "update customer_seats set share = 0.41 where customer_id = ? and person_id = ?",
                        customer,
                        lead.id()))
                .hasMessageContaining("have more than the whole");
        assertThat(seats()).isEqualTo(before);
    }
}
