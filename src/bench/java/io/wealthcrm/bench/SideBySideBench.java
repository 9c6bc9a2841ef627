package io.wealthcrm.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What an advisor's day costs the service beside what it would cost at least: the same SQL by pgbench, the same SQL behind a bare
 * HTTP server on the same JVM, and answers of the same size by nginx. On one database, in rounds that alternate; in firms of
 * several sizes by turns, where several are asked for.
 */
class SideBySideBench {
    private static final Settings SETTINGS = Settings.given();

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void anAdvisorsDay() throws SQLException, IOException {
        List<MeasuredSize> sizes = new ArrayList<>();
        try {
            for (int customers : SETTINGS.customers()) {
                sizes.add(MeasuredSize.of(customers, SETTINGS));
            }
            measure(sizes);
        } finally {
            sizes.forEach(MeasuredSize::close);
        }
    }

    private static void measure(List<MeasuredSize> sizes) throws SQLException, IOException {
        Report report = Report.on(
                sizes.get(0).service(),
                SETTINGS.toString(),
                "side-by-side",
                "a request sends",
                "statements",
                "of its own",
                "answer's body");
        for (RecordedWorkload one : sizes.get(0).workloads()) {
            Exchange sent = one.requests().get(0);
            report.add(
                    one.workload().name(),
                    Integer.toString(sent.statements().size()),
                    Integer.toString(sent.own().statements().size()),
                    one.body() + " bytes");
        }
        Growth growth = new Growth();
        Map<String, Double> rates = throughput(report, growth, sizes);
        latencies(report, growth, sizes, rates);
        for (MeasuredSize size : sizes) {
            report.note("%.0f MB of memory (PSS) of the service with %s customers after all of it"
                    .formatted(Machine.memory(size.service().pid()), size.size()));
        }
        growth.into(report, sizes.stream().map(MeasuredSize::size).toList());
    }

    /** Answers how much the service did of each in the firm where it did least, a second. */
    private static Map<String, Double> throughput(Report report, Growth growth, List<MeasuredSize> sizes)
            throws SQLException, IOException {
        Throughput throughput = Throughput.into(report, growth, SETTINGS);
        Map<String, Double> rates = new LinkedHashMap<>();
        for (int workload = 0; workload < sizes.get(0).asked().size(); workload++) {
            rates.put(sizes.get(0).asked().get(workload).name(), throughput.measure(asked(sizes, workload)));
        }
        return rates;
    }

    private static void latencies(Report report, Growth growth, List<MeasuredSize> sizes, Map<String, Double> rates) {
        Latencies latencies = Latencies.into(report, growth, SETTINGS.rounds());
        for (int workload = 0; workload < sizes.get(0).asked().size(); workload++) {
            double least = rates.get(sizes.get(0).asked().get(workload).name());
            double half = Math.max(1, Math.floor(least / 2));
            latencies.measure(asked(sizes, workload), SETTINGS.rate() > 0 ? SETTINGS.rate() : half);
        }
    }

    /** By the firms' sizes. */
    private static Map<String, Asked> asked(List<MeasuredSize> sizes, int workload) {
        Map<String, Asked> asked = new LinkedHashMap<>();
        sizes.forEach(size -> asked.put(size.size(), size.asked().get(workload)));
        return asked;
    }
}
