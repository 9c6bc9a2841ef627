package io.wealthcrm.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.bench.BareTables;
import io.wealthcrm.bench.Report;
import io.wealthcrm.customer.ManyCustomers;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The daily scan for maturities over many holdings, with 256 MB of heap, beside the bare SQL that puts the same notifications
 * and deliveries into tables with the same indexes and foreign keys in the same database: once with maturities all over two
 * years, of which the rule's four days are told, and once with all of them on one of these days.
 */
class MaturityScanBench {
    private static final int ROWS = Integer.getInteger("bench.rows", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int HOLDINGS_EACH = 10;
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private final Report report = new Report("maturity-scan");

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void besideTheBareInserts() throws Exception {
        try (Service service = Service.named("bench-maturity-scan")
                .withoutDemo()
                .withEnvironment("JAVA_TOOL_OPTIONS", "-Xmx256m")
                .with("wealth.reminder.scan-at", "00:00")
                .with("wealth.reminder.look-every", "PT0.02S")
                .start()) {
            Firm firm = Firm.on(service);
            int customers = ROWS / HOLDINGS_EACH;
            ManyCustomers.layInto(service, customers);
            firm.execute(
                    """
                    insert into devices (installation_id, user_id, platform, push_token)
                    select 'bench-' || id, id, 'ANDROID', 'bench-token-' || id from users where username like 'many-%'""");
            holdPushesBack(firm);
            Duration unused = scanned(firm);
            compare(service, firm, customers);
            firm.execute(
                    """
                    insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on, matures_on)
                    select uuidv7(), customer_id, product_id, uuidv7(), advisor_id, unit_id, principal, opened_on, opened_on
                      from holdings cross join generate_series(2, ?)""",
                    HOLDINGS_EACH);
            compare(service, firm, ROWS);
        }
    }

    /** What is queued is not sent: what is measured is the scan. */
    private static void holdPushesBack(Firm firm) {
        firm.execute(
                "insert into push_lane_rests (lane, channel, rests_until) values (3, 'FCM', now() + interval '1 day')");
    }

    private void compare(Service service, Firm firm, int holdings) {
        String dates = "update holdings set matures_on = cast(? as date) + %s";
        firm.execute(dates.formatted("abs(hashtext(cast(id as text))) % 730"), TODAY.toString());
        measure(service, firm, "spread over two years", holdings);
        firm.execute(dates.formatted("7"), TODAY.toString());
        measure(service, firm, "all on one day", holdings);
    }

    private void measure(Service service, Firm firm, String what, int holdings) {
        firm.execute("vacuum analyze holdings");
        List<Duration> ours = new ArrayList<>();
        List<Duration> bare = new ArrayList<>();
        String told = "";
        for (int round = 0; round < ROUNDS; round++) {
            firm.execute("truncate notifications cascade");
            BareTables.of(firm, "notifications", "deliveries");
            ours.add(scanned(firm));
            told = firm.one("select count(*) from notifications");
            bare.add(inserted(firm));
        }
        report.add("maturities " + what + ", told of: " + told, holdings, ours, bare, service);
    }

    /** The service looks for what is behind fifty times a second. */
    private static Duration scanned(Firm firm) {
        String before = firm.one("select max(scanned_at) from reminder_scans");
        long began = System.nanoTime();
        firm.execute("update reminder_scanned set through = through - 1 where kind = 'MATURITY'");
        await().atMost(Duration.ofMinutes(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> firm.one("select max(scanned_at) from reminder_scans"),
                        at -> at != null && !at.equals(before));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static Duration inserted(Firm firm) {
        long began = System.nanoTime();
        firm.execute(
                """
                do $$ begin
                    insert into bare_notifications (id, person_id, kind, entity_id, occasion, data, batch, created_at, expires_at,
                           read_at, text_id)
                    select id, person_id, kind, entity_id, occasion, data, batch, created_at, expires_at, read_at, text_id
                      from notifications;
                    insert into bare_deliveries select * from deliveries;
                end $$""");
        Duration taken = Duration.ofNanos(System.nanoTime() - began);
        assertThat(firm.one("select count(*) from bare_deliveries"))
                .isEqualTo(firm.one("select count(*) from deliveries"))
                .isNotEqualTo("0");
        return taken;
    }
}
