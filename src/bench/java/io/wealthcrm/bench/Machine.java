package io.wealthcrm.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** What Linux says of processors and memory; times are in seconds. */
final class Machine {
    /** {@code sysconf(_SC_CLK_TCK)} of every Linux there is. */
    private static final double TICKS = 100;

    private Machine() {}

    /** What the whole machine has worked and could have worked. */
    record Processors(double busy, double all) {}

    static Processors processors() {
        List<String> cpu = Arrays.asList(lines(Path.of("/proc/stat")).get(0).split(" +", -1));
        double[] spent = cpu.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
        double idle = spent[3] + spent[4];
        // Guests' time is in the user's already.
        double all = Arrays.stream(spent, 0, Math.min(8, spent.length)).sum();
        return new Processors((all - idle) / TICKS, all / TICKS);
    }

    /** Of a process, those it has started and those of them that have ended. */
    static double cpu(long pid) {
        return LongStream.concat(LongStream.of(pid), below(pid))
                .mapToDouble(Machine::cpuOfOne)
                .sum();
    }

    private static double cpuOfOne(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = 0;
            for (int field = 11; field <= 14; field++) {
                ticks += Double.parseDouble(fields[field]);
            }
            return ticks / TICKS;
        } catch (IOException ended) {
            return 0;
        }
    }

    /** In megabytes: the proportional share (PSS) of a process and those it has started, so that shared pages count once. */
    static double memory(long pid) {
        return LongStream.concat(LongStream.of(pid), below(pid))
                .mapToDouble(Machine::memoryOfOne)
                .sum();
    }

    private static double memoryOfOne(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }

    private static LongStream below(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(ProcessHandle::pid);
    }

    /** Model and number of processors, memory, kernel, Java. */
    static String description() {
        String model = lines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        long kilobytes = Long.parseLong(lines(Path.of("/proc/meminfo")).get(0).replaceAll("\\D", ""));
        return "%d × %s, %d GB, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        model,
                        Math.round(kilobytes / 1e6),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
