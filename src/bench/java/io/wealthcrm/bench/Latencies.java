package io.wealthcrm.bench;

import io.wealthcrm.bench.HttpLoad.Answered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Open loops: how long answers take at one rate, all contenders of all firms by turns. */
final class Latencies {
    private final Report report;
    private final Growth growth;
    private final int rounds;

    private Latencies(Report report, Growth growth, int rounds) {
        this.report = report;
        this.growth = growth;
        this.rounds = rounds;
    }

    /** Begins its table. */
    static Latencies into(Report report, Growth growth, int rounds) {
        report.table(
                "Latencies at a fixed rate, from the moment a request was due",
                "workload",
                "customers",
                "by",
                "requests/s",
                "in all",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "longest",
                "failed",
                "others on the machine");
        return new Latencies(report, growth, rounds);
    }

    /**
     * One workload.
     *
     * @param firms by their sizes
     * @param rate requests a second, of all of them
     */
    void measure(Map<String, Asked> firms, double rate) {
        Map<List<String>, List<Answered>> all = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            firms.forEach((size, asked) -> asked.open().forEach((who, paced) -> all.computeIfAbsent(
                            List.of(asked.name(), size, who), each -> new ArrayList<>())
                    .add(paced.go(rate))));
        }
        all.forEach((what, measured) -> line(what, rate, measured));
    }

    private void line(List<String> what, double rate, List<Answered> measured) {
        Histogram latencies = new Histogram(3);
        measured.forEach(answered -> latencies.add(answered.latencies()));
        List<String> cells = new ArrayList<>(what);
        cells.add(String.format(Locale.ROOT, "%,.0f", rate));
        cells.add(Long.toString(latencies.getTotalCount()));
        cells.addAll(Report.quantiles(latencies));
        cells.add(Long.toString(
                measured.stream().mapToLong(each -> each.round().failed()).sum()));
        cells.add(Round.foreign(measured.stream().map(Answered::round).toList()));
        report.add(cells.toArray(String[]::new));
        if (what.contains(Contenders.OURS)) {
            growth.latency(what.get(0), latencies);
        }
    }
}
