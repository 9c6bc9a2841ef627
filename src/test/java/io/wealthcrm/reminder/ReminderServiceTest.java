package io.wealthcrm.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The daily scan of a service whose clock the test sets before each start. */
@Execution(ExecutionMode.SAME_THREAD)
class ReminderServiceTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final LocalDate TODAY = LocalDate.now(SHANGHAI);
    private static Service service;
    private static Firm firm;

    @BeforeAll
    static void start() {
        service = Service.named("reminder")
                .withoutDemo()
                .with("wealth.reminder.scan-at", "00:00")
                .with("wealth.reminder.look-every", "PT1S")
                .start();
        firm = Firm.on(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void tellsOnceWhatEachDayBrings() {
        Person advisor = firm.advisor();
        Person sibling = firm.advisor();
        UUID customer = firm.customerOf(advisor, "提醒测试");
        UUID holding = holding(advisor, customer, TODAY.plusDays(8));
        firm.execute(
                "update customers set birthday = ? where id = ?",
                TODAY.plusDays(4).minusYears(40),
                customer);
        followUp(advisor, customer, TODAY.plusDays(1));

        device(advisor, "fresh", "1 day");
        device(advisor, "stale", "61 days");

        scanOn(TODAY.plusDays(1));
        assertThat(firm.one(
                        "select string_agg(distinct installation_id, ',') from deliveries where notification_id in (select id from notifications where person_id = ?)",
                        advisor.id()))
                .isEqualTo("fresh-" + advisor.id());
        assertThat(told(advisor.id())).isEqualTo("BIRTHDAY T-3, FOLLOW_UP, MATURITY T-7");
        assertThat(told(userOf(customer))).isEqualTo("MATURITY T-7");
        assertThat(told(sibling.id())).isNull();

        firm.execute("delete from reminder_scans");
        scanOn(TODAY.plusDays(1));
        assertThat(firm.one("select made from reminder_scans where business_date = ?", TODAY.plusDays(1)))
                .isEqualTo("0");

        // The service was off for days; what fell on them is made up for.
        scanOn(TODAY.plusDays(8));
        assertThat(told(advisor.id()))
                .isEqualTo("BIRTHDAY T-0, BIRTHDAY T-3, FOLLOW_UP, MATURITY T-0, MATURITY T-1, MATURITY T-7,"
                        + " TASK_OVERDUE T+1, TASK_OVERDUE T+7");
        assertThat(told(userOf(customer))).isEqualTo("MATURITY T-0, MATURITY T-1, MATURITY T-7");
        assertThat(firm.one("select count(*) from notifications where entity_id = ?", holding))
                .isEqualTo("6");
    }

    @Test
    void tellsByTheRulesAsTheyAreNow() {
        Person advisor = firm.advisor();
        UUID customer = firm.customerOf(advisor, "规则测试");
        LocalDate day = TODAY.plusDays(20);
        followUp(advisor, customer, day);
        firm.execute("update customers set birthday = ? where id = ?", day.minusYears(40), customer);
        Map<String, String> words =
                Map.of("zhTitle", "回访提醒", "zhBody", "请按计划回访", "enTitle", "Call", "enBody", "As planned");
        change(
                "FOLLOW_UP",
                Map.of("offsets", List.of(0), "audience", List.of("ADVISOR"), "active", true, "text", words));
        change("BIRTHDAY", Map.of("offsets", List.of(3, 0), "audience", List.of("ADVISOR"), "active", false));
        firm.execute("delete from reminder_scans");

        scanOn(day);
        assertThat(told(advisor.id())).isEqualTo("FOLLOW_UP");
        advisor.request()
                .get("/api/v1/notifications")
                .then()
                .body("items[0].title", equalTo("回访提醒"))
                .body("items[0].body", equalTo("请按计划回访"));
        change("FOLLOW_UP", Map.of("offsets", List.of(0), "audience", List.of("ADVISOR"), "active", true));
        change("BIRTHDAY", Map.of("offsets", List.of(3, 0), "audience", List.of("ADVISOR"), "active", true));
        firm.execute("delete from reminder_scans");
    }

    private static void change(String kind, Map<String, Object> rule) {
        firm.office(Role.ADMIN)
                .request()
                .header("If-Match", "\"" + firm.one("select version from reminder_rules where kind = ?", kind) + "\"")
                .body(rule)
                .put("/api/v1/reminder-rules/" + kind)
                .then()
                .statusCode(200);
    }

    @Test
    void listsWhatIsComingInTheCallersSight() {
        Person advisor = firm.advisor();
        UUID customer = firm.customerOf(advisor, "列表测试");
        LocalDate start = LocalDate.of(2031, 1, 1);
        UUID holding = holding(advisor, customer, start.plusDays(2));
        firm.execute("update customers set birthday = date '1980-01-02' where id = ?", customer);
        followUp(advisor, customer, start.plusDays(3));
        String path = "/api/v1/reminders?from=2031-01-01&to=2031-01-31";

        String cursor = advisor.request()
                .get(path + "&limit=2")
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
                .get(path + "&limit=2")
                .then()
                .body("items.kind", contains("FOLLOW_UP"));
        advisor.request().get(path + "&kind=MATURITY").then().body("items", hasSize(1));
        firm.person(firm.teamA, Role.TEAM_LEAD).request().get(path).then().body("items", hasSize(3));
        firm.person(firm.teamB, Role.TEAM_LEAD).request().get(path).then().body("items", empty());
        firm.advisor().request().get(path).then().body("items", empty());
        firm.office(Role.ADMIN).request().get(path).then().statusCode(403);
        advisor.request()
                .get("/api/v1/reminders?from=2031-02-01&to=2031-01-01")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "1996-02-29, 2027-02-28, 2027-02-28/T-0",
        "1996-02-29, 2027-02-25, 2027-02-28/T-3",
        "1996-02-29, 2028-02-28,",
        "1996-02-29, 2028-02-29, 2028-02-29/T-0",
        "1996-02-29, 2028-02-26, 2028-02-29/T-3",
        "1996-02-28, 2027-02-28, 2027-02-28/T-0",
        "1996-03-01, 2027-02-26, 2027-03-01/T-3",
        "1996-01-02, 2026-12-30, 2027-01-02/T-3",
        "2027-02-28, 2027-02-28,",
    })
    void keepsBirthdaysOfTheLeapDay(LocalDate birthday, LocalDate day, String occasion) {
        Person advisor = firm.advisor();
        UUID customer = firm.customerOf(advisor, "生日测试");
        firm.execute("update customers set birthday = ? where id = ?", birthday, customer);

        String rule = ComingRules.BIRTHDAY
                .replace("?1", "date '" + day + "'")
                .replace("?2", "date '" + day + "'")
                .replace("?3", "text 'Asia/Shanghai'");
        assertThat(firm.one("select occasion from (" + rule + ") r where entity_id = ?", customer))
                .isEqualTo(occasion);
    }

    @Test
    void keepsBirthdaysToItselfWhileTheCustomerIsShielded() {
        UUID customer = firm.customerOf(firm.advisor(), "冷静期测试");
        firm.execute("update customers set birthday = ? where id = ?", TODAY.minusYears(40), customer);
        String rule = ComingRules.BIRTHDAY
                .replace("?1", "date '" + TODAY + "'")
                .replace("?2", "date '" + TODAY + "'")
                .replace("?3", "text 'Asia/Shanghai'");
        String told = "select count(*) from (" + rule + ") r where entity_id = ?";
        assertThat(firm.one(told, customer)).isEqualTo("1");
        firm.execute(
                "insert into contact_shields (order_id, customer_id, opened_at, holds_until) values (?, ?, now(), now())",
                Ids.next(),
                customer);
        assertThat(firm.one(told, customer)).isEqualTo("0");
        firm.execute("update contact_shields set closed_at = now() where customer_id = ?", customer);
        assertThat(firm.one(told, customer)).isEqualTo("1");
    }

    /** Starts the service on that day and waits for its scan. */
    private static void scanOn(LocalDate day) {
        int days = (int) (day.toEpochDay() - TODAY.toEpochDay());
        firm.execute("update firm_clock set ahead = make_interval(days => ?)", days);
        service.restart();
        await().atMost(SOON)
                .until(
                        () -> firm.one("select 'done' from reminder_scans where business_date = ?", day),
                        "done"::equals);
    }

    private static UUID holding(Person advisor, UUID customer, LocalDate maturesOn) {
        UUID id = Ids.next();
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on, matures_on)
                values (?, ?, ?, ?, ?, ?, 1000000, ?, ?)""",
                id,
                customer,
                firm.product(),
                Ids.next(),
                advisor.id(),
                advisor.unitId(),
                TODAY.minusYears(1),
                maturesOn);
        return id;
    }

    private static void followUp(Person advisor, UUID customer, LocalDate day) {
        firm.execute(
                """
                insert into tasks (id, title, customer_id, assignee_id, origin, priority, due_at, first_due_at, created_by, created_at)
                select id, '跟进', ?, by_id, 'MANUAL', 'NORMAL', due, due, by_id, now()
                  from (values (cast(? as uuid), cast(? as uuid), cast(? as timestamptz))) planned (id, by_id, due)""",
                customer,
                Ids.next(),
                advisor.id(),
                day.atTime(10, 0).atZone(SHANGHAI).toOffsetDateTime());
    }

    private static void device(Person person, String name, String seenBefore) {
        firm.execute(
                """
                insert into devices (installation_id, user_id, platform, push_token, seen_at)
                values (? || '-' || ?, ?, 'ANDROID', ? || ?, now() - cast(? as interval))""",
                name,
                person.id().toString(),
                person.id(),
                name,
                person.id().toString(),
                seenBefore);
    }

    private static UUID userOf(UUID customer) {
        return UUID.fromString(firm.one("select id from users where customer_id = ?", customer));
    }

    private static String told(UUID person) {
        return firm.one(
                """
                select string_agg(what, ', ' order by what)
                  from (select kind || case when occasion like '%/%' then ' ' || split_part(occasion, '/', 2) else '' end as what
                          from notifications where person_id = ?) told""",
                person);
    }
}
