package io.wealthcrm.bench;

import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a benchmark measured, as a Markdown table in {@code target/bench/}, printed as it grows. */
public final class Report {
    private static final Path DIRECTORY = Path.of("target", "bench");

    private final String name;
    private final List<String> lines = new ArrayList<>();

    /** Of comparisons with bare SQL. */
    public Report(String name) {
        this(name, "what", "rows", "ours", "bare SQL", "ratio", "peak memory of the service");
    }

    /** Of a table with these columns. */
    public Report(String name, String... columns) {
        this.name = name;
        lines.add("# " + name);
        lines.add("");
        lines.add(machine());
        lines.add("");
        lines.add("| " + String.join(" | ", columns) + " |");
        lines.add("|---" + "|---:".repeat(columns.length - 1) + "|");
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

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.availableProcessors() + " processors, Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version")
                + "; PostgreSQL as embedded, fsync on.";
    }
}
