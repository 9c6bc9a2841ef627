package io.wealthcrm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Requests sent by a {@link LoadClient} to whoever listens at a port of this machine. */
final class HttpLoad {
    private final int connections;
    private final Duration warmUp;
    private final Duration time;

    /** @param warmUp before what counts */
    HttpLoad(int connections, Duration warmUp, Duration time) {
        this.connections = connections;
        this.warmUp = warmUp;
        this.time = time;
    }

    /** What was measured, and how long answers took, in nanoseconds. */
    record Answered(Round round, Histogram latencies) {}

    /** As many as can be, each connection one after the other. */
    Answered closed(int port, List<HttpCall> calls, Observed observed) {
        return run(port, calls, 0, observed);
    }

    /** So many a second, whether or not those before are answered. */
    Answered open(int port, List<HttpCall> calls, double rate, Observed observed) {
        return run(port, calls, rate, observed);
    }

    private Answered run(int port, List<HttpCall> calls, double rate, Observed processes) {
        try {
            Path file = Files.createTempFile("bench-calls", ".bin");
            HttpCall.write(file, calls);
            Process client = JavaProcess.start(
                    LoadClient.class, port, file, connections, warmUp.toMillis(), time.toMillis(), rate);
            Observed observed = processes.with("client", client.pid());
            try (BufferedReader said = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8))) {
                String first = said.readLine();
                observed.begin();
                String[] result = resultOf(said, first);
                return answered(result, observed);
            } finally {
                client.destroy();
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] resultOf(BufferedReader said, String first) throws IOException {
        String line = first == null ? null : said.readLine();
        if (line == null) {
            throw new IllegalStateException("the client ended early");
        }
        return line.split(" ", -1);
    }

    private static Answered answered(String[] result, Observed observed) {
        long done = Long.parseLong(result[0]);
        long failed = Long.parseLong(result[1]);
        Histogram latencies = Histogram.decodeFromByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(result[3])), 0);
        Round round = observed.end(done, failed, Double.parseDouble(result[2]) / Math.max(1, done + failed));
        return new Answered(round, latencies);
    }
}
