package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.RawSocket;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets that never read, on a service that keeps them much longer than it should. */
@Tag("faults")
@Timeout(900)
class DeafPeersFaultsServiceTest {
    private static final int DEAF = 500;
    private static final int DEVICES_PER_PERSON = 20;
    private static final int HEALTHY = 10;
    /** Small messages of one look at the healthy; looks enough that one pause of the machine does not decide. */
    private static final int SAMPLES = 1_000;

    private static final int LOOKS = 5;
    /** More than the messages kept in memory, so that these do not count as growth. */
    private static final int FLOOD = 900;

    private static final Service SERVICE = Service.named("deaf")
            .withoutDemo()
            .withEnvironment("JAVA_TOOL_OPTIONS", "-Xmx512m")
            .with("wealth.chat.slow-after", "PT1H")
            .with("wealth.chat.heartbeat", "PT1H")
            .with("wealth.chat.send-burst", "20000")
            .with("wealth.chat.sends-per-second", "2000")
            .with("wealth.chat.frames-per-second", "5000");

    private final List<RawSocket> deaf = new ArrayList<>();
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();
    private final Semaphore seen = new Semaphore(0);
    private ChatApp from;
    private UUID group;

    @BeforeAll
    static void start() {
        SERVICE.start();
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void fiveHundredSocketsThatNeverReadCostBoundedMemoryAndSlowNobodyDown() throws IOException {
        List<Person> people = group();
        people.subList(0, HEALTHY).forEach(this::connectHealthy);
        flood();
        double cold = look();
        double alone = p99();
        long before = heap();

        connectDeaf(people.subList(HEALTHY, people.size()));
        flood();
        long stuffed = heap();
        flood();
        long after = heap();
        double among = p99();
        System.out.printf(
                "%d sockets that never read: heap %d MB without, %d MB with, %d MB after %d more messages; "
                        + "p99 of the healthy %.1f ms (cold %.1f ms) without, %.1f ms with them%n",
                DEAF, before >> 20, stuffed >> 20, after >> 20, FLOOD, alone, cold, among);
        assertThat(TwoNodes.metric(SERVICE, "wealth_chat_sockets")).isEqualTo(1 + HEALTHY + DEAF);
        assertThat(longestQueue()).as("bytes the kernel keeps for one of them").isBetween(1L, 256L << 10);
        assertThat(after - stuffed).isLessThan(16L << 20);
        assertThat(after - before).isLessThan(DEAF * 300L * 1024);
        assertThat(among).isLessThan(alone * 1.2 + 1);
    }

    /** Everybody but the one who speaks, in one group with that one. */
    private List<Person> group() {
        Firm firm = Firm.on(SERVICE);
        // Reading the words of the flood's long messages takes it a processor for most of a minute, whoever reads the
        // sockets.
        firm.execute("alter table messages set (autovacuum_enabled = false)");
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < DEAF / DEVICES_PER_PERSON + HEALTHY; i++) {
            people.add(firm.advisor());
        }
        Person ana = firm.advisor();
        group = Talk.group(ana, people.toArray(Person[]::new));
        from = ChatApp.of(ana);
        return people;
    }

    private void connectHealthy(Person person) {
        ChatApp.of(person).listen(frame -> {
            Long sent = sentAt.get(frame.path("d").path("cid").asText());
            if (sent != null) {
                delays.add(System.nanoTime() - sent);
                seen.release();
            }
        });
    }

    private void connectDeaf(List<Person> people) throws IOException {
        for (Person person : people) {
            for (int device = 0; device < DEVICES_PER_PERSON; device++) {
                String name = "deaf-" + device;
                RawSocket socket = RawSocket.open(SERVICE.port(), null);
                socket.send("{\"t\":\"hello\",\"v\":1,\"ticket\":\"%s\",\"device\":\"%s\"}"
                        .formatted(ChatApp.ticket(person.anewOn(name)), name));
                deaf.add(socket);
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> TwoNodes.metric(SERVICE, "wealth_chat_sockets") == 1 + HEALTHY + DEAF);
    }

    /** Much more than the windows of all sockets hold. */
    private void flood() {
        String big = "x".repeat(19_000);
        for (int i = 0; i < FLOOD; i++) {
            from.say(group, big);
        }
    }

    /** The middle one of some looks, in milliseconds. */
    private double p99() {
        return IntStream.range(0, LOOKS)
                .mapToDouble(look -> look())
                .sorted()
                .skip(LOOKS / 2)
                .findFirst()
                .orElseThrow();
    }

    /** p99 in milliseconds, over small messages one after the other, from sending to each healthy one's seeing it. */
    private double look() {
        delays.clear();
        for (int i = 0; i < SAMPLES; i++) {
            UUID cid = UUID.randomUUID();
            sentAt.put(cid.toString(), System.nanoTime());
            from.sendText("p" + i, cid, group, "small");
            seen.acquireUninterruptibly(HEALTHY);
        }
        long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length * 99 / 100] / 1e6;
    }

    /** In bytes, that the service has handed to the kernel and its peer has not taken. */
    private static long longestQueue() throws IOException {
        String port = "%04X".formatted(SERVICE.port());
        try (Stream<String> lines =
                Stream.concat(Files.lines(Path.of("/proc/net/tcp")), Files.lines(Path.of("/proc/net/tcp6")))) {
            return lines.map(line -> line.trim().split("\\s+"))
                    .filter(socket -> socket[1].endsWith(":" + port))
                    .mapToLong(socket -> Long.parseLong(socket[4].split(":")[0], 16))
                    .max()
                    .orElse(0);
        }
    }

    /** In bytes, after a full collection. */
    private static long heap() throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process collect = new ProcessBuilder(jcmd, String.valueOf(SERVICE.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().until(() -> !collect.isAlive());
        return (long) TwoNodes.metric(SERVICE, "jvm_memory_used_bytes{area=\"heap\"");
    }
}
