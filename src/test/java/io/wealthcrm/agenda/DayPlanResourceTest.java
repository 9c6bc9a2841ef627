package io.wealthcrm.agenda;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class DayPlanResourceTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate TODAY = LocalDate.now(SHANGHAI);
    private static final LocalDate DAY = TODAY.plusDays(3);

    private final Service service;
    private Firm firm;
    private Person advisor;
    private UUID standard;
    private UUID diamond;

    DayPlanResourceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        advisor = firm.advisor();
        standard = firm.customerOf(advisor, "普通客户");
        diamond = firm.customerOf(advisor, "钻石客户");
        firm.execute("update customers set tier = 'DIAMOND' where id = ?", diamond);
    }

    @Test
    void today_begins_with_what_is_left_over() {
        task("今天末", null, TODAY.atTime(23, 59).atZone(SHANGHAI).toOffsetDateTime());
        task("拖欠", standard, OffsetDateTime.now().minusDays(3));
        task("拖欠的要客", diamond, OffsetDateTime.now().minusDays(1));
        task("明天", null, TODAY.plusDays(1).atTime(10, 0).atZone(SHANGHAI).toOffsetDateTime());
        day(advisor, TODAY)
                .body("items.title", contains("拖欠的要客", "拖欠", "今天末"))
                .body("items.overdue", contains(true, true, false));
        day(advisor, TODAY.plusDays(1)).body("items.title", contains("明天"));
    }

    @Test
    void a_day_holds_tasks_maturities_and_birthdays_the_best_customers_first() {
        firm.execute("update customers set birthday = ? where id = ?", DAY.minusYears(40), diamond);
        firm.execute(
                "update customers set birthday = ? where id = ?",
                DAY.minusYears(40).plusDays(1),
                standard);
        holding(standard, DAY);
        holding(standard, DAY.plusDays(1));
        task("回访", diamond, DAY.atTime(9, 0).atZone(SHANGHAI).toOffsetDateTime());
        task("内务", null, DAY.atTime(8, 0).atZone(SHANGHAI).toOffsetDateTime());
        day(advisor, DAY)
                .body("date", equalTo(DAY.toString()))
                .body("items.kind", contains("TASK", "BIRTHDAY", "MATURITY", "TASK"))
                .body("items[0].title", equalTo("回访"))
                .body("items[0].tier", equalTo("DIAMOND"))
                .body("items[1].customerName", equalTo("钻石客户"))
                .body("items[3].title", equalTo("内务"));
    }

    @Test
    void a_customer_in_the_cooling_off_is_marked_and_its_birthday_passed_over() {
        firm.execute("update customers set birthday = ? where id = ?", DAY.minusYears(40), standard);
        task("回访", standard, DAY.atTime(9, 0).atZone(SHANGHAI).toOffsetDateTime());
        firm.execute(
                "insert into contact_shields (order_id, customer_id, opened_at, holds_until) values (?, ?, now(), now())",
                Ids.next(),
                standard);
        day(advisor, DAY).body("items.kind", contains("TASK")).body("items.noContact", contains(true));
    }

    @Test
    void a_birthday_of_the_leap_day_is_kept_on_the_last_of_february() {
        firm.execute("update customers set birthday = date '1996-02-29' where id = ?", standard);
        day(advisor, LocalDate.of(2027, 2, 28)).body("items.kind", contains("BIRTHDAY"));
        day(advisor, LocalDate.of(2028, 2, 28)).body("items", empty());
        day(advisor, LocalDate.of(2028, 2, 29)).body("items.kind", contains("BIRTHDAY"));
    }

    @Test
    void leads_see_the_days_of_their_people_and_nobody_elses() {
        task("回访", standard, DAY.atTime(9, 0).atZone(SHANGHAI).toOffsetDateTime());
        String of = "?userId=" + advisor.id();
        for (Person sees :
                new Person[] {firm.person(firm.teamA, Role.TEAM_LEAD), firm.person(firm.branch, Role.BRANCH_MANAGER)}) {
            sees.request()
                    .get("/api/v1/agenda/days/" + DAY + of)
                    .then()
                    .statusCode(200)
                    .body("userId", equalTo(advisor.id().toString()))
                    .body("items.title", contains("回访"));
        }
        for (Person other :
                new Person[] {firm.advisor(), firm.person(firm.teamB, Role.TEAM_LEAD), firm.office(Role.EXECUTIVE)}) {
            other.request().get("/api/v1/agenda/days/" + DAY + of).then().statusCode(404);
            day(other, DAY).body("items", empty());
        }
        advisor.request().get("/api/v1/agenda/days/morgen").then().statusCode(400);
        advisor.request().get("/api/v1/agenda/days/" + DAY + "?userId=1").then().statusCode(400);
    }

    private static ValidatableResponse day(Person of, LocalDate day) {
        return of.request().get("/api/v1/agenda/days/" + day).then().statusCode(200);
    }

    private void task(String title, UUID customer, OffsetDateTime due) {
        firm.execute(
                """
                insert into tasks (id, title, customer_id, assignee_id, origin, priority, due_at, first_due_at, created_by, created_at)
                values (?, ?, cast(? as uuid), ?, 'MANUAL', 'NORMAL', ?, ?, ?, now())""",
                Ids.next(),
                title,
                customer,
                advisor.id(),
                due,
                due,
                advisor.id());
    }

    private void holding(UUID customer, LocalDate maturesOn) {
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on, matures_on)
                values (?, ?, ?, ?, ?, ?, 1000000, ?, ?)""",
                Ids.next(),
                customer,
                firm.product(),
                Ids.next(),
                advisor.id(),
                advisor.unitId(),
                TODAY.minusYears(1),
                maturesOn);
    }
}
