package io.wealthcrm.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Closed loops: as much of a workload as each contender can do, all contenders of all firms by turns. */
final class Throughput {
    private final Report report;
    private final Growth growth;
    private final int rounds;

    private Throughput(Report report, Growth growth, int rounds) {
        this.report = report;
        this.growth = growth;
        this.rounds = rounds;
    }

    /** Begins its table. */
    static Throughput into(Report report, Growth growth, Settings settings) {
        report.table(
                "Throughput, %d connections, after %d s of a mixed day to heat up: %d rounds of %d s after %d s each to warm up, medians"
                        .formatted(
                                settings.connections(),
                                settings.heat().toSeconds(),
                                settings.rounds(),
                                settings.time().toSeconds(),
                                settings.warmUp().toSeconds()),
                "workload",
                "customers",
                "by",
                "requests/s",
                "service beside it",
                "failed",
                "CPU µs: server",
                "PostgreSQL",
                "client",
                "others on the machine");
        return new Throughput(report, growth, settings.rounds());
    }

    /**
     * One workload.
     *
     * @param firms by their sizes
     * @return requests a second of the service in the firm where they were fewest
     */
    double measure(Map<String, Asked> firms) throws SQLException, IOException {
        Map<String, Map<String, List<Round>>> all = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Asked> firm : firms.entrySet()) {
                Map<String, List<Round>> its = all.computeIfAbsent(firm.getKey(), each -> new LinkedHashMap<>());
                for (Map.Entry<String, Asked.Run> run : firm.getValue().closed().entrySet()) {
                    its.computeIfAbsent(run.getKey(), each -> new ArrayList<>())
                            .add(run.getValue().go());
                }
            }
        }
        double least = Double.MAX_VALUE;
        for (Map.Entry<String, Map<String, List<Round>>> firm : all.entrySet()) {
            String workload = firms.get(firm.getKey()).name();
            least = Math.min(least, lines(workload, firm.getKey(), firm.getValue()));
        }
        return least;
    }

    private double lines(String workload, String size, Map<String, List<Round>> its) {
        List<Round> ours = its.get(Contenders.OURS);
        double perSecond = Round.median(ours, Round::perSecond);
        its.forEach((who, measured) -> line(List.of(workload, size, who), measured, perSecond));
        growth.cost(workload, ours);
        return perSecond;
    }

    private void line(List<String> what, List<Round> measured, double ours) {
        List<String> cells = new ArrayList<>(what);
        String who = what.get(what.size() - 1);
        if (measured.contains(Round.NONE)) {
            Tool tool = who.startsWith("nginx") ? Tool.NGINX : Tool.PGBENCH;
            cells.addAll(List.of(tool.missing(), "", "", "", "", "", ""));
        } else {
            double theirs = Round.median(measured, Round::perSecond);
            String ratio = String.format(Locale.ROOT, "%.3f", ours / theirs);
            cells.add(String.format(Locale.ROOT, "%,.0f", theirs));
            cells.add(who.equals(Contenders.OURS) ? "" : ratio);
            cells.add(Long.toString(measured.stream().mapToLong(Round::failed).sum()));
            cells.add(Round.micros(measured, measured.get(0).server()));
            cells.add(Round.micros(measured, "PostgreSQL"));
            cells.add(Round.micros(measured, "client"));
            cells.add(Round.foreign(measured));
        }
        report.add(cells.toArray(String[]::new));
    }
}
