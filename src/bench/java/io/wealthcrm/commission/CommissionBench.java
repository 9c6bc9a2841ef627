package io.wealthcrm.commission;

import static io.wealthcrm.commission.Desk.rule;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.bench.BareTables;
import io.wealthcrm.bench.Report;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A month's commission over many settled orders of five hundred advisors, for three levels, with tiers: asked for over HTTP
 * with 256 MB of heap, beside the bare SQL that puts the same lines and statements into tables with the same indexes and
 * foreign keys in the same database.
 */
class CommissionBench {
    private static final int ROWS = Integer.getInteger("bench.rows", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int ADVISORS = 500;

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void runsBesideTheBareInserts() {
        try (Service service = Service.named("bench-commission")
                .withoutDemo()
                .withEnvironment("JAVA_TOOL_OPTIONS", "-Xmx256m")
                .start()) {
            Desk desk = Desk.of(service);
            Person unused = desk.firm.person(desk.firm.teamA, Role.TEAM_LEAD);
            unused = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER);
            UUID plan = desk.plan(
                    rule("ADVISOR", "0.00", "0.0050", "50000000.00", "0.0060", "500000000.00", "0.0075"),
                    rule("TEAM_LEAD", "0.00", "0.0015"),
                    rule("BRANCH_MANAGER", "0.00", "0.0010"));
            hire(desk);
            Report report = Report.besideSql(service, "commission");
            YearMonth small = desk.month;
            YearMonth large = desk.month.plusMonths(1);
            sell(desk, small, ROWS / 10);
            sell(desk, large, ROWS);
            measure(service, desk, plan, small, ROWS / 10, report);
            measure(service, desk, plan, large, ROWS, report);
        }
    }

    private static void measure(Service service, Desk desk, UUID plan, YearMonth month, int rows, Report report) {
        List<Duration> ours = new ArrayList<>();
        List<Duration> bare = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            BareTables.of(desk.firm, "commission_lines", "commission_statements");
            long began = System.nanoTime();
            UUID run = calculated(desk, plan, month);
            ours.add(Duration.ofNanos(System.nanoTime() - began));
            bare.add(inserted(desk, run));
            desk.finance
                    .request()
                    .delete("/api/v1/commissions/runs/{id}", run)
                    .then()
                    .statusCode(204);
        }
        report.add("commission of a month, orders", rows, ours, bare, service);
    }

    private static UUID calculated(Desk desk, UUID plan, YearMonth month) {
        var accepted = desk.ask(plan, month).statusCode(202).extract();
        String job = accepted.path("id");
        await().atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> desk.firm.one("select status from jobs where id = cast(? as uuid)", job),
                        status -> !List.of("QUEUED", "RUNNING").contains(status));
        return UUID.fromString(accepted.path("subjectId"));
    }

    private static Duration inserted(Desk desk, UUID run) {
        long began = System.nanoTime();
        desk.firm.execute(
                """
                with lines as (insert into bare_commission_lines select * from commission_lines where run_id = ?)
                insert into bare_commission_statements select * from commission_statements where run_id = ?""",
                run,
                run);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void hire(Desk desk) {
        desk.firm.execute(
                """
                insert into users (id, username, password_hash, display_name, roles, unit_id)
                select uuidv7(), 'bench' || n, 'x', '顾问', '{ADVISOR}', case when n % 2 = 0 then ? else ? end
                  from generate_series(1, ?) n""",
                desk.firm.teamA, desk.firm.teamB, ADVISORS);
    }

    /** As many orders, paid and confirmed in the month, of all advisors in turn. */
    private static void sell(Desk desk, YearMonth month, int orders) {
        UUID template = desk.sale(desk.advisor, desk.product, "1000000.00", month + "-05T12:00:00+08:00");
        desk.firm.execute(
                """
                with seller as (
                    select id, unit_id, row_number() over (order by id) as n from users where username like 'bench%'),
                o as (
                    insert into orders (id, customer_id, product_id, advisor_id, unit_id, booked_by, customer_name, product_name,
                           amount, regime, risk_level, status, status_at, booked_at, expires_at, contract_number, signed_at,
                           paid_at, cooling_off_ends_at)
                    select uuidv7(), o.customer_id, o.product_id, s.id, s.unit_id, s.id, o.customer_name, o.product_name,
                           o.amount + 0.01 * g.n, o.regime, o.risk_level, o.status, o.status_at, o.booked_at, o.expires_at,
                           'C-' || cast(uuidv7() as text), o.signed_at, o.paid_at, o.cooling_off_ends_at
                      from generate_series(2, ?) g (n) join seller s on s.n = 1 + g.n % ?, orders o where o.id = ?
                    returning id, customer_name, amount, paid_at, booked_by)
                insert into order_payments (id, order_id, payer_name, amount, paid_at, bank_reference, recorded_by, recorded_at)
                select uuidv7(), id, customer_name, amount, paid_at, 'B-' || id, booked_by, paid_at from o""",
                orders, ADVISORS, template);
    }
}
