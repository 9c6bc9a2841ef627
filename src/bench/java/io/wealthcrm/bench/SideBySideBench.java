package io.wealthcrm.bench;

import io.wealthcrm.bench.HttpLoad.Answered;
import io.wealthcrm.customer.ManyCustomers;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What an advisor's day costs the service beside what it would cost at least: the same SQL by pgbench, the same SQL behind a bare
 * HTTP server on the same JVM, and answers of the same size by nginx. On one database, in rounds that alternate.
 */
class SideBySideBench {
    private static final Settings SETTINGS = Settings.given();
    private static final Pattern CHOSEN = Pattern.compile(System.getProperty("bench.workloads", ".*"));
    private static final Pattern DATABASE_READY = Pattern.compile("Embedded PostgreSQL .* ready in (\\d+) ms");

    private final Report report = new Report("side-by-side", "start and memory", "");

    @Test
    @Timeout(value = 6, unit = TimeUnit.HOURS)
    void anAdvisorsDay() throws Exception {
        try (Service service = Service.named("bench-side-by-side")
                .withoutDemo()
                .asDeployed()
                .with("wealth.identity.access-token-life", "PT12H")
                .start()) {
            ManyCustomers.layInto(service, SETTINGS.customers());
            starts(service);
            List<RecordedWorkload> workloads = recorded(service);
            try (Contenders contenders = new Contenders(service, SETTINGS, workloads)) {
                for (RecordedWorkload one : workloads) {
                    contenders.check(one);
                }
                contenders.heat(workloads, SETTINGS.heat());
                Map<String, Double> rates = throughput(contenders, workloads);
                latencies(contenders, workloads, rates);
            }
            report.note(
                    "%.0f MB of memory (PSS) of the service after all of it".formatted(Machine.memory(service.pid())));
        }
    }

    private void starts(Service service) throws InterruptedException {
        service.restart();
        List<Long> database = new ArrayList<>();
        Matcher ready = DATABASE_READY.matcher(service.log());
        while (ready.find()) {
            database.add(Long.parseLong(ready.group(1)));
        }
        long own = database.get(database.size() - 1);
        report.add("customers", String.format(Locale.ROOT, "%,d", SETTINGS.customers()));
        report.add("start on existing data to ready", service.startTime().toMillis() + " ms");
        report.add("of which PostgreSQL's own start", own + " ms");
        TimeUnit.SECONDS.sleep(SETTINGS.warmUp().toSeconds());
        report.add(
                "memory of the service, idle (PSS)",
                String.format(Locale.ROOT, "%.0f MB", Machine.memory(service.pid())));
    }

    private List<RecordedWorkload> recorded(Service service) throws SQLException {
        report.table("What a request sends", "workload", "statements", "of its own", "answer's body");
        List<RecordedWorkload> recorded = new ArrayList<>();
        List<Workload> day = DayAtTheDesk.of(service);
        try (SqlLog log = SqlLog.of(service)) {
            for (Workload workload : day) {
                if (CHOSEN.matcher(workload.name()).find()) {
                    recorded.add(RecordedWorkload.of(workload, service, log));
                }
            }
        }
        for (RecordedWorkload one : recorded) {
            Exchange sent = one.requests().get(0);
            report.add(
                    one.workload().name(),
                    Integer.toString(sent.statements().size()),
                    Integer.toString(sent.own().statements().size()),
                    one.body() + " bytes");
        }
        return recorded;
    }

    /** Answers how much the service did of each, a second. */
    private Map<String, Double> throughput(Contenders contenders, List<RecordedWorkload> workloads)
            throws SQLException, IOException {
        report.table(
                "Throughput, %d connections, after %d s of a mixed day to heat up: %d rounds of %d s after %d s each to warm up, medians"
                        .formatted(
                                SETTINGS.connections(),
                                SETTINGS.heat().toSeconds(),
                                SETTINGS.rounds(),
                                SETTINGS.time().toSeconds(),
                                SETTINGS.warmUp().toSeconds()),
                "workload",
                "by",
                "requests/s",
                "service beside it",
                "failed",
                "CPU µs: server",
                "PostgreSQL",
                "client",
                "others on the machine");
        Map<String, Double> rates = new LinkedHashMap<>();
        for (RecordedWorkload one : workloads) {
            rates.put(one.workload().name(), compared(one.workload().name(), contenders.at(one)));
        }
        if (workloads.size() > 1) {
            double unused = compared("mixed day", contenders.atMixed(workloads));
        }
        return rates;
    }

    private double compared(String workload, Map<String, Contenders.Run> runs) throws SQLException, IOException {
        Map<String, List<Round>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < SETTINGS.rounds(); round++) {
            for (Map.Entry<String, Contenders.Run> run : runs.entrySet()) {
                rounds.computeIfAbsent(run.getKey(), each -> new ArrayList<>())
                        .add(run.getValue().go());
            }
        }
        double ours = Round.median(rounds.get(Contenders.OURS), Round::perSecond);
        rounds.forEach((who, its) -> line(workload, who, its, ours));
        return ours;
    }

    private void line(String workload, String who, List<Round> rounds, double ours) {
        if (rounds.contains(Round.NONE)) {
            Tool tool = who.startsWith("nginx") ? Tool.NGINX : Tool.PGBENCH;
            report.add(workload, who, tool.missing(), "", "", "", "", "", "");
            return;
        }
        double theirs = Round.median(rounds, Round::perSecond);
        String server = rounds.get(0).server();
        report.add(
                workload,
                who,
                String.format(Locale.ROOT, "%,.0f", theirs),
                who.equals(Contenders.OURS) ? "" : String.format(Locale.ROOT, "%.3f", ours / theirs),
                Long.toString(rounds.stream().mapToLong(Round::failed).sum()),
                Round.micros(rounds, server),
                Round.micros(rounds, "PostgreSQL"),
                Round.micros(rounds, "client"),
                Round.foreign(rounds));
    }

    private void latencies(Contenders contenders, List<RecordedWorkload> workloads, Map<String, Double> rates) {
        report.table(
                "Latencies at a fixed rate, from the moment a request was due",
                "workload",
                "by",
                "requests/s",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "longest",
                "failed",
                "others on the machine");
        for (RecordedWorkload one : workloads) {
            double half = Math.max(1, Math.floor(rates.get(one.workload().name()) / 2));
            double rate = SETTINGS.rate() > 0 ? SETTINGS.rate() : half;
            Map<String, List<Answered>> rounds = new LinkedHashMap<>();
            for (int round = 0; round < SETTINGS.rounds(); round++) {
                for (String who : List.of(Contenders.OURS, Contenders.BARE)) {
                    rounds.computeIfAbsent(who, each -> new ArrayList<>()).add(contenders.atRate(who, one, rate));
                }
            }
            rounds.forEach((who, its) -> latency(one.workload().name(), who, rate, its));
        }
    }

    private void latency(String workload, String who, double rate, List<Answered> rounds) {
        Histogram all = new Histogram(3);
        rounds.forEach(answered -> all.add(answered.latencies()));
        report.add(
                workload,
                who,
                String.format(Locale.ROOT, "%,.0f", rate),
                Report.millis(all.getValueAtPercentile(50)),
                Report.millis(all.getValueAtPercentile(90)),
                Report.millis(all.getValueAtPercentile(99)),
                Report.millis(all.getValueAtPercentile(99.9)),
                Report.millis(all.getMaxValue()),
                Long.toString(
                        rounds.stream().mapToLong(each -> each.round().failed()).sum()),
                Round.foreign(rounds.stream().map(Answered::round).toList()));
    }
}
