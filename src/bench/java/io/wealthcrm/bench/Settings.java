package io.wealthcrm.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How long and how hard is measured, {@code -Dbench.*}.
 *
 * @param customers of each firm that is measured
 * @param heat of each JVM before the first measurement; {@code warmUp} before each
 * @param rate requests a second of open loops; 0 for half of what the service did in a closed one
 * @param workloads which of them; {@code beside} who is measured beside the service
 */
record Settings(
        List<Integer> customers,
        int rounds,
        int connections,
        Duration heat,
        Duration warmUp,
        Duration time,
        double rate,
        Pattern workloads,
        Pattern beside) {
    static Settings given() {
        return new Settings(
                sizes(System.getProperty("bench.customers", "100000")),
                Integer.getInteger("bench.rounds", 3),
                Integer.getInteger("bench.connections", 16),
                Duration.ofSeconds(Integer.getInteger("bench.heat", 120)),
                Duration.ofSeconds(Integer.getInteger("bench.warmup", 5)),
                Duration.ofSeconds(Integer.getInteger("bench.seconds", 10)),
                Double.parseDouble(System.getProperty("bench.rate", "0")),
                Pattern.compile(System.getProperty("bench.workloads", ".*")),
                Pattern.compile(System.getProperty("bench.beside", ".*")));
    }

    private static List<Integer> sizes(String given) {
        return Arrays.stream(given.split(",", -1))
                .map(String::strip)
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    HttpLoad load() {
        return new HttpLoad(connections, warmUp, time);
    }

    /** For a report, in the words of the command line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "bench.customers=%s bench.rounds=%d bench.connections=%d bench.heat=%d bench.warmup=%d bench.seconds=%d "
                        + "bench.rate=%s bench.workloads='%s' bench.beside='%s'",
                customers.stream().map(String::valueOf).collect(Collectors.joining(",")),
                rounds,
                connections,
                heat.toSeconds(),
                warmUp.toSeconds(),
                time.toSeconds(),
                rate > 0 ? Double.toString(rate) : "half",
                workloads,
                beside);
    }
}
