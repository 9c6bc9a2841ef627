package io.wealthcrm.bench;

import io.wealthcrm.customer.ManyCustomers;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long the service takes from its launch to ready on data that are there, beyond what its database takes, and what it holds
 * of memory: idle, under load, and idle again. As packaged, and as the image starts it, with an archive of classes.
 */
class StartBench {
    private static final Settings SETTINGS = Settings.given();
    private static final int STARTS = Integer.getInteger("bench.starts", 7);
    private static final Duration IDLE = Duration.ofSeconds(Integer.getInteger("bench.idle", 60));

    /** Milliseconds beyond the database's own start. */
    private static final long GOAL = 3_000;

    /** Megabytes, idle. */
    private static final double MOST = 250;

    private static final Pattern DATABASE_READY = Pattern.compile("Embedded PostgreSQL .* ready in (\\d+) ms");

    private final Map<String, String> options = new LinkedHashMap<>();

    /** Milliseconds; {@code cpu} of the processors, by the JVM. */
    private record Start(long all, long database, long cpu) {
        long beyond() {
            return all - database;
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void startsAndMemory() throws SQLException, IOException, InterruptedException {
        options.put("packaged: java -jar", "");
        options.put("image: archive of classes, MaxRAMPercentage 70", ImageJava.options());
        try (Service service = Service.named("bench-start")
                .withoutDemo()
                .asDeployed()
                .with("wealth.identity.access-token-life", "PT12H")
                .start()) {
            int customers = SETTINGS.customers().get(SETTINGS.customers().size() - 1);
            ManyCustomers.layInto(service, customers);
            String settings = "bench.customers=%d bench.starts=%d bench.idle=%d bench.connections=%d bench.seconds=%d"
                    .formatted(
                            customers,
                            STARTS,
                            IDLE.toSeconds(),
                            SETTINGS.connections(),
                            SETTINGS.time().toSeconds());
            Report report = Report.on(
                    service,
                    settings,
                    "start",
                    "start to ready on existing data",
                    "median",
                    "of which PostgreSQL",
                    "beyond it",
                    "shortest, longest beyond it",
                    "processor time of the JVM",
                    "goal: beyond it ≤ 3 s");
            starts(service, report);
            memory(service, report);
        }
    }

    /** By turns, after one of each that does not count. */
    private void starts(Service service, Report report) {
        Map<String, List<Start>> all = new LinkedHashMap<>();
        for (int n = 0; n <= STARTS; n++) {
            for (String how : options.keySet()) {
                Start start = restarted(service, how);
                if (n > 0) {
                    all.computeIfAbsent(how, each -> new ArrayList<>()).add(start);
                }
            }
        }
        all.forEach((how, starts) -> {
            List<Long> beyond = starts.stream().map(Start::beyond).sorted().toList();
            report.add(
                    how,
                    median(starts.stream().map(Start::all).sorted().toList()) + " ms",
                    median(starts.stream().map(Start::database).sorted().toList()) + " ms",
                    median(beyond) + " ms",
                    beyond.get(0) + ", " + beyond.get(beyond.size() - 1) + " ms",
                    median(starts.stream().map(Start::cpu).sorted().toList()) + " ms",
                    median(beyond) <= GOAL ? "reached" : "not reached");
        });
    }

    private Start restarted(Service service, String how) {
        service.withEnvironment("JAVA_TOOL_OPTIONS", options.get(how)).restart();
        long database = 0;
        Matcher ready = DATABASE_READY.matcher(service.log());
        while (ready.find()) {
            database = Long.parseLong(ready.group(1));
        }
        long cpu = Math.round(1_000 * Machine.cpu(service.pid()));
        return new Start(service.startTime().toMillis(), database, cpu);
    }

    private static long median(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private void memory(Service service, Report report) throws SQLException, InterruptedException {
        report.table(
                "Memory (PSS), idle for %d s, then %d s of a mixed day on %d connections as fast as can be"
                        .formatted(IDLE.toSeconds(), SETTINGS.time().toSeconds(), SETTINGS.connections()),
                "of",
                "idle",
                "under load, at most",
                "idle again",
                "goal: idle ≤ 250 MB",
                "PostgreSQL: idle",
                "under load, at most",
                "requests/s",
                "failed");
        for (String how : options.keySet()) {
            Start unused = restarted(service, how);
            memoryOf(how, service, report);
        }
    }

    private static void memoryOf(String how, Service service, Report report) throws SQLException, InterruptedException {
        long database = service.database().pid();
        TimeUnit.SECONDS.sleep(IDLE.toSeconds());
        double idle = Machine.memory(service.pid());
        double databaseIdle = Machine.memory(database);
        List<HttpCall> calls = MixedDay.calls(DayAtTheDesk.of(service));
        Map<String, Long> watched = new LinkedHashMap<>();
        watched.put(Contenders.OURS, service.pid());
        watched.put("PostgreSQL", database);
        try (MemoryWatch ours = MemoryWatch.of(service.pid());
                MemoryWatch theirs = MemoryWatch.of(database)) {
            Round round = SETTINGS.load()
                    .closed(service.port(), calls, new Observed(watched))
                    .round();
            double most = ours.most();
            double databaseMost = theirs.most();
            TimeUnit.SECONDS.sleep(IDLE.toSeconds());
            report.add(
                    how,
                    megabytes(idle),
                    megabytes(most),
                    megabytes(Machine.memory(service.pid())),
                    idle <= MOST ? "reached" : "not reached",
                    megabytes(databaseIdle),
                    megabytes(databaseMost),
                    String.format(Locale.ROOT, "%,.0f", round.perSecond()),
                    Long.toString(round.failed()));
        }
    }

    private static String megabytes(double value) {
        return String.format(Locale.ROOT, "%,.0f MB", value);
    }
}
