package io.wealthcrm.customer;

import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.wealthcrm.bench.Report;
import io.wealthcrm.bench.Superuser;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What goes over all customers, from the request to the last row. New rules put many of them into another tier; beside it
 * one statement, written by hand for the old rules and run as superuser without triggers, foreign keys and row policies,
 * puts the same ones back. The scans for duplicates and for early warnings, and what channels cost, stand beside nothing.
 */
final class WholeFirmJobs {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final String RULES = "/api/v1/tiers/rules";
    /** CNY, of the highest tier first, as a new firm has them. */
    private static final List<Integer> OLD = List.of(10_000_000, 6_000_000, 3_000_000);

    private static final List<Integer> NEW = List.of(9_500_000, 5_500_000, 2_500_000);

    private static final String BACK =
            """
            with j as (
                select c.id, case when greatest(%1$s, coalesce(w.assets, 0)) >= %2$d then 'DIAMOND'
                                  when greatest(%1$s, coalesce(w.assets, 0)) >= %3$d then 'PLATINUM'
                                  when greatest(%1$s, coalesce(w.assets, 0)) >= %4$d then 'GOLD' else 'STANDARD' end as tier
                  from customers c left join customer_contributions w on w.customer_id = c.id),
            given as (
                update customers c set tier = j.tier from j where c.id = j.id and c.tier <> j.tier
                returning c.id, old.tier as was, new.tier as now)
            insert into timeline_entries (id, customer_id, at, kind, data)
            select uuidv7(), id, now(), 'TIER_CHANGED', jsonb_build_object('from', was, 'to', now) from given"""
                    .formatted(AssetBand.lowerEnd("c.asset_band"), OLD.get(0), OLD.get(1), OLD.get(2));

    private final Service service;
    private final int customers;
    private final Firm firm;
    private final Person operations;

    WholeFirmJobs(Service service, int customers) {
        this.service = service;
        this.customers = customers;
        firm = Firm.on(service);
        operations = firm.office(Role.OPERATIONS);
    }

    void run() throws SQLException {
        List<Duration> ours = new ArrayList<>();
        List<Duration> bare = new ArrayList<>();
        Duration unused = putBack();
        for (int round = 0; round < ROUNDS; round++) {
            vacuum();
            ours.add(judged(NEW));
            vacuum();
            bare.add(putBack());
        }
        Report report = Report.besideSql(service, "whole-firm-" + customers);
        report.add("tiers of all customers", customers, ours, bare, service);
        report.add("duplicates, %.1f s, %s pairs"
                .formatted(
                        scanned("/api/v1/duplicates/scans", "DUPLICATE_SCAN"),
                        firm.one("select count(*) from duplicate_pairs")));
        report.add("early warnings, %.1f s, %s raised"
                .formatted(
                        scanned("/api/v1/attrition-warnings/scans", "ATTRITION_SCAN"),
                        firm.one("select count(*) from attrition_warnings")));
        report.add(channels());
    }

    /** Seconds. */
    private double scanned(String path, String kind) {
        long began = System.nanoTime();
        operations.once().post(path).then().statusCode(202);
        return finished(kind, began).toMillis() / 1e3;
    }

    private String channels() {
        long began = System.nanoTime();
        int won = operations
                .request()
                .get("/api/v1/channel-costs/report")
                .then()
                .statusCode(200)
                .extract()
                .path("total.customers");
        return "channels of twelve months, %.1f s, %d customers".formatted((System.nanoTime() - began) / 1e9, won);
    }

    private Duration judged(List<Integer> from) {
        long began = System.nanoTime();
        operations
                .request()
                .header("If-Match", "\"" + firm.one("select max(version) from tier_rule_sets") + "\"")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "rules",
                        List.of(
                                rule("DIAMOND", from.get(0)),
                                rule("PLATINUM", from.get(1)),
                                rule("GOLD", from.get(2)))))
                .put(RULES)
                .then()
                .statusCode(200);
        return finished("TIERS", began);
    }

    private Duration finished(String kind, long began) {
        await().atMost(Duration.ofHours(1)).pollInterval(Duration.ofMillis(100)).until(() -> firm.one(
                        "select count(*) from jobs where kind = ? and status in ('QUEUED', 'RUNNING')", kind)
                .equals("0"));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static Map<String, String> rule(String tier, int assets) {
        return Map.of("tier", tier, "fromAssets", assets + ".00");
    }

    private Duration putBack() throws SQLException {
        try (Connection connection = Superuser.of(service);
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            long began = System.nanoTime();
            int moved = statement.executeUpdate(BACK);
            assert moved > customers / 50 : moved;
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    /** So that neither reads what the other left behind. */
    private void vacuum() throws SQLException {
        try (Connection connection = Superuser.of(service);
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze customers, timeline_entries");
            statement.execute("checkpoint");
        }
    }
}
