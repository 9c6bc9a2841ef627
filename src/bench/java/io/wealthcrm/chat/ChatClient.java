package io.wealthcrm.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.wealthcrm.bench.JavaProcess;
import io.wealthcrm.bench.Observed;
import io.wealthcrm.bench.Round;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A {@link ChatLoad} before one server, as the benchmark commands it. */
final class ChatClient implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;
    private final PrintStream orders;
    private final Path lines;

    /**
     * All are in again. @param millis until the last was; {@code failed} those who never were, and what came out of order;
     * {@code retried} attempts that were refused; {@code messages} that were missed and came; {@code spent} on each that came in
     */
    record Came(long millis, long failed, long retried, long messages, Round spent) {}

    /** What a measurement came to: deliveries, and how long after they were due or said. */
    record Talked(Round round, Histogram latencies) {}

    private ChatClient(Process process, Path lines) {
        this.process = process;
        this.lines = lines;
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        orders = new PrintStream(process.getOutputStream(), true, UTF_8);
    }

    /** @param members a line for each; {@code room} how many share one */
    static ChatClient start(int port, List<String> members, int room) throws IOException {
        Path lines = Files.write(Files.createTempFile("bench-members", ".txt"), members);
        return new ChatClient(JavaProcess.start(ChatLoad.class, port, lines, room), lines);
    }

    @CanIgnoreReturnValue
    Came come(Observed server) throws IOException {
        server.begin();
        String[] came = ordered("come");
        long failed = Long.parseLong(came[1]);
        return new Came(
                Long.parseLong(came[0]),
                failed,
                Long.parseLong(came[2]),
                Long.parseLong(came[3]),
                server.end(Long.parseLong(came[4]), failed, 0));
    }

    /** All connections are reset. @param without the last messages of its room, which each lacks then */
    void cut(int without) throws IOException {
        String[] cut = ordered("cut " + without);
        assert cut.length == 1;
    }

    /**
     * Lets all rooms talk.
     *
     * @param stored messages, or else who is typing, which nobody keeps
     * @param perSecond messages of all rooms together; 0 for as fast as they arrive, with {@code window} under way in each room
     * @param warm milliseconds before {@code time} milliseconds are measured
     */
    @CanIgnoreReturnValue
    Talked talk(boolean stored, double perSecond, int window, long warm, long time, Observed server)
            throws IOException {
        Observed observed = server.with("client", process.pid());
        String[] measuring = ordered(String.format(
                Locale.ROOT, "%s %f %d %d %d", stored ? "message" : "typing", perSecond, window, warm, time));
        observed.begin();
        String[] measured = words();
        assert measuring.length == measured.length;
        Round spent = observed.end(0, 0, 0);
        String[] result = words();
        long failed = Long.parseLong(result[0]) + Long.parseLong(result[2]);
        Round round =
                new Round(Long.parseLong(result[1]), failed, time / 1e3, spent.cpu(), spent.foreign(), spent.bytes());
        ByteBuffer encoded = ByteBuffer.wrap(Base64.getDecoder().decode(result[3]));
        return new Talked(round, Histogram.decodeFromByteBuffer(encoded, 0));
    }

    private String[] ordered(String order) throws IOException {
        orders.println(order);
        return words();
    }

    private String[] words() throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new IllegalStateException("the client ended early");
        }
        return line.split(" ", -1);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        said.close();
        orders.close();
        Files.delete(lines);
    }
}
