package io.wealthcrm.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a request costs the service in firms of several sizes, and how that grows from the smallest to the largest. */
final class Growth {
    /** Of one workload, from the smallest firm to the largest: processor time of a request, 99th percentile of its latency. */
    private record Costs(List<Double> micros, List<Long> nanos) {
        Costs() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private final Map<String, Costs> workloads = new LinkedHashMap<>();

    /** Of the service's closed loops in the next larger firm. */
    void cost(String workload, List<Round> rounds) {
        double micros = Round.median(rounds, round -> round.micros(Contenders.OURS) + round.micros("PostgreSQL"));
        of(workload).micros.add(micros);
    }

    /** Of its open loops there, at a rate that is the same for all firms. */
    void latency(String workload, Histogram latencies) {
        of(workload).nanos.add(latencies.getValueAtPercentile(99));
    }

    private Costs of(String workload) {
        return workloads.computeIfAbsent(workload, each -> new Costs());
    }

    /** A table, where there is more than one firm. */
    void into(Report report, List<String> sizes) {
        if (sizes.size() < 2) {
            return;
        }
        List<String> columns = new ArrayList<>(List.of("workload"));
        sizes.forEach(size -> columns.add("CPU µs, service and PostgreSQL, of " + size));
        columns.add("ratio");
        sizes.forEach(size -> columns.add("p99 of " + size));
        columns.add("ratio");
        report.table(
                "Growth: cost of a request and p99 at one rate for all sizes, the largest beside the smallest",
                columns.toArray(String[]::new));
        workloads.forEach((workload, costs) -> report.add(line(workload, costs)));
    }

    private static String[] line(String workload, Costs costs) {
        List<String> cells = new ArrayList<>(List.of(workload));
        costs.micros.forEach(micros -> cells.add(String.format(Locale.ROOT, "%,.0f", micros)));
        cells.add(ratio(costs.micros));
        costs.nanos.forEach(nanos -> cells.add(Report.millis(nanos)));
        cells.add(ratio(costs.nanos));
        return cells.toArray(String[]::new);
    }

    private static String ratio(List<? extends Number> figures) {
        double last = figures.get(figures.size() - 1).doubleValue();
        return String.format(Locale.ROOT, "%.2f", last / figures.get(0).doubleValue());
    }
}
