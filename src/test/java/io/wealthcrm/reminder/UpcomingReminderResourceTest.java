package io.wealthcrm.reminder;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is coming up, in a year in which nothing else does. */
@OnSharedService
class UpcomingReminderResourceTest {
    private static final String PATH = "/api/v1/reminders?from=2031-01-01&to=2031-01-31";

    private final Firm firm;
    private final Person advisor;
    private final UUID customer;

    UpcomingReminderResourceTest(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        customer = firm.customerOf(advisor, "列表测试");
    }

    @Test
    void listsWhatIsComingInTheCallersSight() {
        UUID holding = holding();
        firm.execute("update customers set birthday = date '1980-01-02' where id = ?", customer);
        followUp();

        String cursor = advisor.request()
                .get(PATH + "&limit=2")
                .then()
                .statusCode(200)
                .body("items.kind", contains("BIRTHDAY", "MATURITY"))
                .body("items[0].date", equalTo("2031-01-02"))
                .body("items[0].customerName", equalTo("列表测试"))
                .body("items[1].entityId", equalTo(holding.toString()))
                .extract()
                .path("nextCursor");
        advisor.request()
                .queryParam("cursor", cursor)
                .get(PATH + "&limit=2")
                .then()
                .body("items.kind", contains("FOLLOW_UP"));
        advisor.request().get(PATH + "&kind=MATURITY").then().body("items", hasSize(1));
        firm.person(firm.teamA, Role.TEAM_LEAD).request().get(PATH).then().body("items", hasSize(3));
        firm.person(firm.teamB, Role.TEAM_LEAD).request().get(PATH).then().body("items", empty());
        firm.advisor().request().get(PATH).then().body("items", empty());
        firm.office(Role.ADMIN).request().get(PATH).then().statusCode(403);
        advisor.request()
                .get("/api/v1/reminders?from=2031-02-01&to=2031-01-01")
                .then()
                .statusCode(400);
    }

    private UUID holding() {
        UUID id = Ids.next();
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on, matures_on)
                values (?, ?, ?, ?, ?, ?, 1000000, current_date - 365, date '2031-01-03')""",
                id,
                customer,
                firm.product(),
                Ids.next(),
                advisor.id(),
                advisor.unitId());
        return id;
    }

    private void followUp() {
        OffsetDateTime due = OffsetDateTime.parse("2031-01-04T10:00:00+08:00");
        firm.execute(
                """
                insert into tasks (id, title, customer_id, assignee_id, origin, priority, due_at, first_due_at, created_by, created_at)
                values (?, '回访', ?, ?, 'MANUAL', 'NORMAL', ?, ?, ?, now())""",
                Ids.next(),
                customer,
                advisor.id(),
                due,
                due,
                advisor.id());
    }
}
