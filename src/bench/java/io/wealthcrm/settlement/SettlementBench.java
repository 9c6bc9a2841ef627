package io.wealthcrm.settlement;

import static io.wealthcrm.settlement.Desk.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.bench.BareTables;
import io.wealthcrm.bench.Report;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A distribution and a clearing over many holdings, prepared, approved and executed over HTTP with 256 MB of heap, beside the
 * bare SQL that puts the same rows into tables with the same indexes and foreign keys in the same database. Each round of
 * interest is a quarter of its own, so that the same holdings serve all of them.
 */
class SettlementBench {
    private static final int ROWS = Integer.getInteger("bench.rows", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final LocalDate OPENED = LocalDate.of(2024, 3, 4);
    private static final String DEALING_DAY = "2024-03-05";

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void distribution() {
        measure("distribution", SettlementBench::distribute);
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void clearing() {
        measure("clearing", SettlementBench::clear);
    }

    private interface Measurement {
        void take(Service service, int rows, Report report);
    }

    private static void measure(String name, Measurement measurement) {
        try (Service service = Service.named("bench-" + name)
                .withoutDemo()
                .withEnvironment("JAVA_TOOL_OPTIONS", "-Xmx256m")
                .start()) {
            Report report = Report.besideSql(service, name);
            measurement.take(service, ROWS / 10, report);
            measurement.take(service, ROWS, report);
        }
    }

    private static void distribute(Service service, int rows, Report report) {
        Desk desk = Desk.at(service);
        UUID product = desk.fixedTerm();
        desk.multiply(desk.holding(product, "1000000.00", OPENED), rows);
        desk.firm.execute("update holdings set matures_on = '2030-01-01' where product_id = ?", product);
        desk.cash(product, "999999999999999.00", "INVESTMENT_INCOME");
        BareTables.of(desk.firm, "distribution_lines", "payouts", "ledger_lines");
        List<Duration> ours = new ArrayList<>();
        List<Duration> bare = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            LocalDate since = OPENED.plusMonths(3L * round);
            LocalDate until = OPENED.plusMonths(3L * round + 3);
            long began = System.nanoTime();
            UUID run = executed(service, product, "distributions", interest(since, until));
            ours.add(since(began));
            bare.add(inserted(
                    desk,
                    "insert into bare_distribution_lines select * from distribution_lines where distribution_id = '"
                            + run + "'",
                    "insert into bare_payouts select * from payouts where distribution_id = '" + run + "'",
                    ledgerLines(run)));
        }
        report.add("distribution of interest", rows, ours, bare, service);
    }

    private static void clear(Service service, int rows, Report report) {
        Desk desk = Desk.at(service);
        UUID product = desk.fund();
        desk.multiply(desk.holding(product, "1000000.00", OPENED), rows);
        desk.nav(product, DEALING_DAY, "1.0375");
        BareTables.of(desk.firm, "clearing_lines", "ledger_lines", "holdings");
        desk.firm.execute("insert into bare_holdings select * from holdings where product_id = ?", product);
        long began = System.nanoTime();
        UUID run = executed(service, product, "clearing-runs", Map.of("dealingDay", DEALING_DAY, "feeRate", "0.01"));
        Duration ours = since(began);
        Duration bare = inserted(
                desk,
                "insert into bare_clearing_lines select * from clearing_lines where run_id = '" + run + "'",
                ledgerLines(run),
                "update bare_holdings h set shares = l.shares from clearing_lines l where l.run_id = '" + run
                        + "' and h.id = l.holding_id");
        report.add("clearing", rows, List.of(ours), List.of(bare), service);
    }

    private static Map<String, Object> interest(LocalDate since, LocalDate until) {
        return Map.of(
                "kind",
                "INTEREST",
                "recordDate",
                "" + until,
                "rate",
                "0.065",
                "since",
                "" + since,
                "until",
                "" + until);
    }

    /** Prepared, approved by another and done; by people who sign in now, as a round outlasts an access token. */
    private static UUID executed(Service service, UUID product, String what, Map<String, ?> body) {
        Desk desk = Desk.at(service);
        UUID run = id(desk.prepare(desk.operations, product, what, body).statusCode(201));
        String job = desk.approve(desk.finance, product, what, run)
                .statusCode(202)
                .extract()
                .path("id");
        String status = await().atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> desk.firm.one("select status from jobs where id = cast(? as uuid)", job),
                        found -> !List.of("QUEUED", "RUNNING").contains(found));
        assertThat(status).isEqualTo("DONE");
        return run;
    }

    private static String ledgerLines(UUID run) {
        return "insert into bare_ledger_lines select l.* from ledger_lines l join ledger_entries e on e.id = l.entry_id"
                + " where e.subject_id = '" + run + "'";
    }

    private static Duration inserted(Desk desk, String... statements) {
        long began = System.nanoTime();
        desk.firm.execute("do $$ begin " + String.join("; ", statements) + "; end $$");
        Duration taken = since(began);
        assertThat(desk.firm.one("select count(*) from bare_ledger_lines")).isNotEqualTo("0");
        return taken;
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
