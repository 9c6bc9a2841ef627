package io.wealthcrm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** What a benchmark measured, as Markdown in {@code target/bench/}, printed as it grows. */
public final class Report {
    private static final Path DIRECTORY = Path.of("target", "bench");

    private final String name;
    private final List<String> lines = new ArrayList<>();

    /** Of comparisons with bare SQL. */
    public static Report besideSql(Service service, String name) {
        return on(service, given(), name, "what", "rows", "ours", "bare SQL", "ratio", "peak memory of the service");
    }

    /** Of a table with these columns, on an embedded PostgreSQL. */
    public Report(String name, String... columns) {
        this(name, "PostgreSQL as embedded, fsync on. Settings: " + given(), columns);
    }

    private Report(String name, String on, String[] columns) {
        this.name = name;
        lines.add("# " + name);
        lines.add("");
        lines.add("%s; commit %s, %s. %s"
                .formatted(Machine.description(), commit(), Instant.now().truncatedTo(ChronoUnit.MINUTES), on));
        header(columns);
    }

    /**
     * Of a table with these columns, on this service's database, of which the server itself tells.
     *
     * @param settings of the measurement, in the words of the command line
     */
    public static Report on(Service service, String settings, String name, String... columns) {
        return new Report(name, "%s. Settings: %s".formatted(DatabaseServer.description(service), settings), columns);
    }

    /** What the command line says of how to measure. */
    public static String given() {
        String given = System.getProperties().stringPropertyNames().stream()
                .filter(property -> property.startsWith("bench.") && !property.contains("password"))
                .sorted()
                .map(property -> property + "=" + System.getProperty(property))
                .collect(Collectors.joining(" "));
        return given.isEmpty() ? "none given" : given;
    }

    /** Ends the table and begins another. */
    public void table(String title, String... columns) {
        lines.add("");
        lines.add("## " + title);
        header(columns);
    }

    private void header(String... columns) {
        lines.add("");
        lines.add("| " + String.join(" | ", columns) + " |");
        lines.add("|---" + "|---:".repeat(columns.length - 1) + "|");
    }

    /** A paragraph below the table. */
    public void note(String text) {
        lines.add("");
        lines.add(text);
        System.out.println(text);
        write();
    }

    /** One line of the table. */
    public void add(String... cells) {
        String line = "| " + String.join(" | ", cells) + " |";
        lines.add(line);
        System.out.println(line);
        write();
    }

    /** One comparison: the medians of as many rounds each. */
    public void add(String what, long rows, List<Duration> ours, List<Duration> bare, Service service) {
        double own = median(ours);
        double floor = median(bare);
        add(
                what,
                String.format(Locale.ROOT, "%,d", rows),
                String.format(Locale.ROOT, "%.2f s", own),
                String.format(Locale.ROOT, "%.2f s", floor),
                String.format(Locale.ROOT, "%.2f", own / floor),
                peakMegabytes(service) + " MB");
    }

    /** Nanoseconds in a cell. */
    public static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
    }

    /** Nanoseconds at half, nine tenths … of them and the longest, in cells. */
    public static List<String> quantiles(Histogram latencies) {
        return List.of(
                millis(latencies.getValueAtPercentile(50)),
                millis(latencies.getValueAtPercentile(90)),
                millis(latencies.getValueAtPercentile(99)),
                millis(latencies.getValueAtPercentile(99.9)),
                millis(latencies.getMaxValue()));
    }

    private void write() {
        try {
            Files.createDirectories(DIRECTORY);
            Files.write(DIRECTORY.resolve(name + ".md"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double median(List<Duration> rounds) {
        List<Duration> sorted = rounds.stream().sorted().toList();
        return sorted.get(sorted.size() / 2).toMillis() / 1000.0;
    }

    /** Resident memory at its highest since the process began. */
    private static long peakMegabytes(Service service) {
        try (var status = Files.lines(Path.of("/proc", Long.toString(service.pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmHWM"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the sources, with a plus where they were changed since. */
    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty=+").start();
            String said = new String(git.getInputStream().readAllBytes(), UTF_8);
            return said.isBlank() ? "unknown" : said.strip();
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
