package io.wealthcrm.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wealthcrm.bench.Observed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a JVM holds once garbage is gone, which else drowns what some thousand sockets hold.
 *
 * @param heap bytes of live objects; {@code process} bytes of the process, the heap's free room and direct buffers included
 */
record LiveMemory(double heap, double process) {
    /** After a full collection, asked for by {@code jcmd}. */
    static LiveMemory of(long pid) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        String total = said.lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(said));
        double process = new Observed(Map.of("service", pid)).memory() * 1024 * 1024;
        return new LiveMemory(Double.parseDouble(total.strip().split(" +", -1)[2]), process);
    }
}
