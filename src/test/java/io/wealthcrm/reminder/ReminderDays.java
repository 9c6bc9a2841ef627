package io.wealthcrm.reminder;

import static org.awaitility.Awaitility.await;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

/** A service whose clock is set before each start, the days its scans see, and whom they have told. */
record ReminderDays(Service service, Firm firm) implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final LocalDate TODAY = LocalDate.now(SHANGHAI);

    static ReminderDays start() {
        Service service = Service.named("reminder")
                .withoutDemo()
                .with("wealth.reminder.scan-at", "00:00")
                .with("wealth.reminder.look-every", "PT1S")
                .start();
        return new ReminderDays(service, Firm.on(service));
    }

    /** Starts the service on that day and waits for its scan. */
    void scanOn(LocalDate day) {
        int days = (int) (day.toEpochDay() - TODAY.toEpochDay());
        firm.execute("update firm_clock set ahead = make_interval(days => ?)", days);
        service.restart();
        await().atMost(SOON)
                .until(
                        () -> firm.one("select 'done' from reminder_scans where business_date = ?", day),
                        "done"::equals);
    }

    void change(String kind, Map<String, Object> rule) {
        firm.office(Role.ADMIN)
                .request()
                .header("If-Match", "\"" + firm.one("select version from reminder_rules where kind = ?", kind) + "\"")
                .body(rule)
                .put("/api/v1/reminder-rules/" + kind)
                .then()
                .statusCode(200);
    }

    String scannedThrough(String kind) {
        return firm.office(Role.OPERATIONS)
                .request()
                .get("/api/v1/reminder-rules")
                .path("find { it.kind == '" + kind + "' }.scannedThrough");
    }

    void followUp(Person advisor, UUID customer, LocalDate day) {
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

    void birthday(Person advisor, LocalDate day) {
        firm.execute(
                "update customers set birthday = ? where id = ?", day.minusYears(40), firm.customerOf(advisor, "生日测试"));
    }

    String told(UUID person) {
        return firm.one(
                """
                select string_agg(what, ', ' order by what)
                  from (select kind || case when occasion like '%/%' then ' ' || split_part(occasion, '/', 2) else '' end as what
                          from notifications where person_id = ?) told""",
                person);
    }

    String told(UUID person, String kind) {
        return firm.one(
                """
                select string_agg(kind || case when occasion like '%/%' then ' ' || split_part(occasion, '/', 2) else '' end, ', '
                                  order by occasion)
                  from notifications where person_id = ? and kind = ?""",
                person, kind);
    }

    /** The business date by the clock as it was set. */
    LocalDate today() {
        return TODAY.plusDays(Long.parseLong(firm.one("select cast(extract(day from ahead) as int) from firm_clock")));
    }

    /** As if nobody had scanned for so many days. */
    void rewind(int days) {
        firm.execute("update reminder_scanned set through = through - ?", days);
    }

    @Override
    public void close() {
        service.close();
    }
}
