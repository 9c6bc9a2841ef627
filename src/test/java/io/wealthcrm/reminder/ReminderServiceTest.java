package io.wealthcrm.reminder;

import static io.wealthcrm.reminder.ReminderDays.SOON;
import static io.wealthcrm.reminder.ReminderDays.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The daily scan of a service whose clock the test sets before each start; it only goes on, so the tests have an order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Execution(ExecutionMode.SAME_THREAD)
class ReminderServiceTest {
    private static ReminderDays days;
    private static Firm firm;

    @BeforeAll
    static void start() {
        days = ReminderDays.start();
        firm = days.firm();
    }

    @AfterAll
    static void stop() {
        days.close();
    }

    @Test
    @Order(1)
    void tellsOnceWhatEachDayBrings() {
        Person advisor = firm.advisor();
        Person sibling = firm.advisor();
        UUID customer = firm.customerOf(advisor, "提醒测试");
        UUID holding = holding(advisor, customer, TODAY.plusDays(8));
        firm.execute(
                "update customers set birthday = ? where id = ?",
                TODAY.plusDays(4).minusYears(40),
                customer);
        days.followUp(advisor, customer, TODAY.plusDays(1));

        device(advisor, "fresh", "1 day");
        device(advisor, "stale", "61 days");

        days.scanOn(TODAY.plusDays(1));
        assertThat(firm.one(
                        "select string_agg(distinct installation_id, ',') from deliveries where notification_id in (select id from notifications where person_id = ?)",
                        advisor.id()))
                .isEqualTo("fresh-" + advisor.id());
        assertThat(days.told(advisor.id())).isEqualTo("BIRTHDAY T-3, FOLLOW_UP, MATURITY T-7");
        assertThat(days.told(userOf(customer))).isEqualTo("MATURITY T-7");
        assertThat(days.told(sibling.id())).isNull();

        firm.execute("delete from reminder_scans");
        firm.execute("update reminder_scanned set through = ?", TODAY);
        await().atMost(SOON).until(() -> firm.one("select made from reminder_scans"), "0"::equals);

        // The service was off for days; what fell on them is made up for.
        days.scanOn(TODAY.plusDays(8));
        assertThat(days.told(advisor.id()))
                .isEqualTo("BIRTHDAY T-0, BIRTHDAY T-3, FOLLOW_UP, MATURITY T-0, MATURITY T-1, MATURITY T-7,"
                        + " TASK_OVERDUE T+1, TASK_OVERDUE T+7");
        assertThat(days.told(userOf(customer))).isEqualTo("MATURITY T-0, MATURITY T-1, MATURITY T-7");
        assertThat(firm.one("select count(*) from notifications where entity_id = ?", holding))
                .isEqualTo("6");
    }

    @Test
    @Order(2)
    void tellsByTheRulesAsTheyAreNow() {
        Person advisor = firm.advisor();
        UUID customer = firm.customerOf(advisor, "规则测试");
        LocalDate day = TODAY.plusDays(20);
        days.followUp(advisor, customer, day);
        firm.execute("update customers set birthday = ? where id = ?", day.minusYears(40), customer);
        Map<String, String> words =
                Map.of("zhTitle", "回访提醒", "zhBody", "请按计划回访", "enTitle", "Call", "enBody", "As planned");
        days.change(
                "FOLLOW_UP",
                Map.of("offsets", List.of(0), "audience", List.of("ADVISOR"), "active", true, "text", words));
        days.change("BIRTHDAY", Map.of("offsets", List.of(3, 0), "audience", List.of("ADVISOR"), "active", false));

        days.scanOn(day);
        assertThat(days.told(advisor.id())).isEqualTo("FOLLOW_UP");
        advisor.request()
                .get("/api/v1/notifications")
                .then()
                .body("items[0].title", equalTo("回访提醒"))
                .body("items[0].body", equalTo("请按计划回访"));
        days.change("FOLLOW_UP", Map.of("offsets", List.of(0), "audience", List.of("ADVISOR"), "active", true));
        days.change("BIRTHDAY", Map.of("offsets", List.of(3, 0), "audience", List.of("ADVISOR"), "active", true));
    }

    @Test
    @Order(3)
    void makesUpForTheLastDaysOfARuleThatWasOffAndOfNewOffsets() {
        LocalDate day = TODAY.plusDays(40);
        Person advisor = firm.advisor();
        Person tooLate = firm.advisor();
        days.birthday(advisor, day.minusDays(1));
        days.birthday(tooLate, day.minusDays(8));
        days.followUp(advisor, firm.customerOf(advisor, "新的提前量"), day.plusDays(3));
        days.followUp(tooLate, firm.customerOf(tooLate, "早已错过"), day.minusDays(4));
        Map<String, Object> birthdays = Map.of("offsets", List.of(3, 0), "audience", List.of("ADVISOR"));
        days.change("BIRTHDAY", with(birthdays, "active", false));
        days.scanOn(day);
        assertThat(days.told(advisor.id(), "BIRTHDAY")).isNull();

        days.change("BIRTHDAY", with(birthdays, "active", true));
        days.change("FOLLOW_UP", Map.of("offsets", List.of(0, 5), "audience", List.of("ADVISOR"), "active", true));

        await().atMost(SOON).until(() -> days.told(advisor.id(), "BIRTHDAY"), "BIRTHDAY T-0, BIRTHDAY T-3"::equals);
        await().atMost(SOON).until(() -> days.told(advisor.id(), "FOLLOW_UP"), "FOLLOW_UP T-5"::equals);
        assertThat(days.told(tooLate.id(), "BIRTHDAY")).isNull();
        assertThat(days.told(tooLate.id(), "FOLLOW_UP")).isEqualTo("FOLLOW_UP");
        days.change("FOLLOW_UP", Map.of("offsets", List.of(0), "audience", List.of("ADVISOR"), "active", true));
        days.rewind(4);
        await().atMost(SOON).until(() -> days.scannedThrough("BIRTHDAY"), day.toString()::equals);
        assertThat(days.told(advisor.id(), "BIRTHDAY")).isEqualTo("BIRTHDAY T-0, BIRTHDAY T-3");
    }

    @Test
    @Order(4)
    void aRuleThatFailsKeepsNoOtherAndIsTriedAgain() {
        LocalDate day = days.today();
        Person advisor = firm.advisor();
        days.birthday(advisor, day);
        days.followUp(advisor, firm.customerOf(advisor, "照常提醒"), day);
        firm.execute(
                """
                create function refuse_birthdays() returns trigger language plpgsql as
                $$ begin if new.kind = 'BIRTHDAY' then raise exception 'no birthdays'; end if; return new; end $$""");
        firm.execute(
                "create trigger refuse_birthdays before insert on notifications for each row execute function refuse_birthdays()");

        days.rewind(4);
        await().atMost(SOON).until(() -> days.scannedThrough("FOLLOW_UP"), day.toString()::equals);
        assertThat(days.told(advisor.id(), "FOLLOW_UP")).isEqualTo("FOLLOW_UP");
        assertThat(days.told(advisor.id(), "BIRTHDAY")).isNull();
        assertThat(days.scannedThrough("BIRTHDAY")).isLessThan(day.toString());
        assertThat(days.scannedThrough("TASK_OVERDUE")).isEqualTo(day.toString());
        assertThat(RestAssured.given()
                        .port(days.service().port())
                        .get("/q/metrics")
                        .asString())
                .containsPattern("wealth_reminder_failures_total\\{kind=\"BIRTHDAY\"[^}]*} [1-9]");

        firm.execute("drop trigger refuse_birthdays on notifications");
        await().atMost(SOON).until(() -> days.told(advisor.id(), "BIRTHDAY"), "BIRTHDAY T-0, BIRTHDAY T-3"::equals);
        await().atMost(SOON).until(() -> days.scannedThrough("BIRTHDAY"), day.toString()::equals);
    }

    private static Map<String, Object> with(Map<String, Object> rule, String name, Object value) {
        Map<String, Object> all = new HashMap<>(rule);
        all.put(name, value);
        return all;
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
}
