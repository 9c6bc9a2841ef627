package io.wealthcrm.complaint;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who sees complaints, in which order, and who does not. */
class ComplaintSightResourceTest extends ComplaintCase {
    ComplaintSightResourceTest(Service service) {
        super(service);
    }

    @Test
    void it_is_seen_with_the_customer_wherever_that_one_goes() {
        String id = opened(complaint());
        Person next = firm.advisor();
        Person elsewhere = firm.person(firm.teamB, Role.TEAM_LEAD);
        Person sibling = firm.advisor();
        for (Person blind : List.of(next, elsewhere, sibling, firm.advisorIn(firm.otherTeam))) {
            view(blind, id).statusCode(404);
            blind.request().get(PATH).then().statusCode(200).body("items.id", not(hasItem(id)));
            assign(blind, id, blind).statusCode(404);
        }
        for (Person seeing : List.of(
                advisor,
                lead,
                firm.person(firm.branch, Role.BRANCH_MANAGER),
                firm.office(Role.COMPLIANCE),
                firm.office(Role.EXECUTIVE))) {
            view(seeing, id).statusCode(200);
            seeing.request().get(PATH + "?customerId=" + customer).then().body("items.id", contains(id));
        }
        lead.once()
                .body(Map.of("advisorId", next.id(), "reason", "换人"))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        view(next, id).statusCode(200);
        next.request()
                .get("/api/v1/customers/" + customer + "/complaints")
                .then()
                .body("items.id", contains(id));
        view(advisor, id).statusCode(404);
        advisor.request()
                .get("/api/v1/customers/" + customer + "/complaints")
                .then()
                .statusCode(404);
    }

    @Test
    void lists_come_newest_first_or_by_what_is_due_and_page() {
        List<String> ids = new ArrayList<>();
        for (int severity : new int[] {4, 2, 3}) {
            Map<String, Object> input = complaint();
            input.put("severity", severity);
            ids.add(opened(input));
        }
        String first = advisor.request()
                .get(PATH + "?limit=2")
                .then()
                .body("items.id", contains(ids.get(2), ids.get(1)))
                .extract()
                .path("nextCursor");
        advisor.request().get(PATH + "?limit=2&cursor=" + first).then().body("items.id", contains(ids.get(0)));
        String due = advisor.request()
                .get(PATH + "?sort=DUE&limit=2")
                .then()
                .body("items.id", contains(ids.get(1), ids.get(2)))
                .extract()
                .path("nextCursor");
        advisor.request()
                .get(PATH + "?sort=DUE&limit=2&cursor=" + due)
                .then()
                .body("items.id", contains(ids.get(0)))
                .body("nextCursor", nullValue());
        assign(lead, ids.get(0), lead).statusCode(200);
        lead.request().get(PATH + "?assigneeId=" + lead.id()).then().body("items.id", contains(ids.get(0)));
        lead.request().get(PATH + "?state=OPEN").then().body("items.id", hasItems(ids.get(1), ids.get(2)));
        lead.request().get(PATH + "?kind=SERVICE_REQUEST").then().body("items", hasSize(0));
        lead.request().get(PATH + "?state=LOST").then().statusCode(400);
        lead.request().get(PATH + "?sort=DUE&cursor=" + first).then().statusCode(400);
    }
}
