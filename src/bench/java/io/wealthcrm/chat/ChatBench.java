package io.wealthcrm.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wealthcrm.bench.JavaProcess;
import io.wealthcrm.bench.Observed;
import io.wealthcrm.bench.Report;
import io.wealthcrm.bench.Round;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Rooms of 50 that talk as fast as their messages arrive, each stored and committed before it is delivered, beside a server that only
 * writes what it reads to all sockets. In rounds that alternate, with one message under way in a room and with eight. Before each, all
 * sockets come at once, as after a cut, and what they hold while nobody talks is taken from the process.
 */
class ChatBench {
    private static final int SOCKETS = Integer.getInteger("bench.sockets", 1_000);
    private static final int ROOM = 50;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int WARM_UP = 1_000 * Integer.getInteger("bench.warmup", 5);
    private static final int TIME = 1_000 * Integer.getInteger("bench.seconds", 10);
    private static final String OURS = "service";
    private static final String RAW = "raw fan-out";

    private final List<Person> people = new ArrayList<>();
    private final List<UUID> rooms = new ArrayList<>();

    /** What a round came to. @param connected milliseconds until all were in; {@code socket} kilobytes each, idle */
    private record Talked(Round round, Histogram latencies, long connected, double socket) {}

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void roomsOfFifty() throws Exception {
        Process raw = JavaProcess.start(RawFanOut.class);
        try (BufferedReader said = new BufferedReader(new InputStreamReader(raw.getInputStream(), UTF_8));
                Service service = Service.named("bench-chat")
                        .withoutDemo()
                        .asDeployed()
                        .with("wealth.identity.access-token-life", "PT12H")
                        .with("wealth.identity.ticket-life", "PT30M")
                        .start()) {
            int rawPort = Integer.parseInt(said.readLine());
            seat(Firm.on(service));
            Report report = new Report(
                    "chat",
                    "%,d sockets in rooms of %d".formatted(rooms.size() * ROOM, ROOM),
                    "under way in a room",
                    "deliveries/s",
                    "service beside it",
                    "p50",
                    "p99",
                    "p99.9",
                    "failed",
                    "CPU µs: server",
                    "PostgreSQL",
                    "client",
                    "others on the machine",
                    "all in",
                    "memory of an idle socket");
            for (int window : List.of(1, 8)) {
                Map<String, List<Talked>> rounds = new LinkedHashMap<>();
                for (int round = 0; round < ROUNDS; round++) {
                    rounds.computeIfAbsent(OURS, each -> new ArrayList<>())
                            .add(talked(service.port(), tickets(), window, observed(service)));
                    rounds.computeIfAbsent(RAW, each -> new ArrayList<>())
                            .add(talked(rawPort, nobody(), window, new Observed(Map.of(RAW, raw.pid()))));
                }
                double ours = perSecond(rounds.get(OURS));
                rounds.forEach((who, its) -> line(report, who, window, its, ours));
            }
        } finally {
            raw.destroy();
        }
    }

    private static Observed observed(Service service) {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put(OURS, service.pid());
        pids.put("PostgreSQL", service.database().pid());
        return new Observed(pids);
    }

    private void seat(Firm firm) {
        for (int room = 0; room < SOCKETS / ROOM; room++) {
            List<Person> members = new ArrayList<>();
            for (int member = 0; member < ROOM; member++) {
                members.add(firm.advisor());
            }
            people.addAll(members);
            rooms.add(Talk.group(members.get(0), members.subList(1, ROOM).toArray(Person[]::new)));
        }
    }

    private List<String> tickets() {
        List<String> lines = new ArrayList<>();
        for (int member = 0; member < people.size(); member++) {
            Person person = people.get(member);
            lines.add(rooms.get(member / ROOM) + " " + ChatApp.ticket(person) + " " + person.installation());
        }
        return lines;
    }

    private List<String> nobody() {
        return Collections.nCopies(people.size(), "- - -");
    }

    private static Talked talked(int port, List<String> members, int window, Observed processes) throws IOException {
        Path file = Files.write(Files.createTempFile("bench-members", ".txt"), members);
        double before = processes.memory();
        Process client = JavaProcess.start(ChatLoad.class, port, file, ROOM, window, WARM_UP, TIME);
        Observed observed = processes.with("client", client.pid());
        try (BufferedReader said = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
                OutputStream to = client.getOutputStream()) {
            String[] connected = words(said);
            double socket = (processes.memory() - before) * 1024 / members.size();
            to.write('\n');
            to.flush();
            String[] measuring = words(said);
            assert measuring.length == 1;
            observed.begin();
            String[] result = words(said);
            Round round = observed.end(Long.parseLong(result[0]), Long.parseLong(result[1]), 0);
            byte[] encoded = Base64.getDecoder().decode(result[2]);
            Histogram latencies = Histogram.decodeFromByteBuffer(ByteBuffer.wrap(encoded), 0);
            return new Talked(round, latencies, Long.parseLong(connected[0]), socket);
        } finally {
            client.destroy();
            Files.delete(file);
        }
    }

    private static String[] words(BufferedReader said) throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new IllegalStateException("the client ended early");
        }
        return line.split(" ", -1);
    }

    private static double perSecond(List<Talked> rounds) {
        return Round.median(rounds.stream().map(Talked::round).toList(), Round::perSecond);
    }

    private static void line(Report report, String who, int window, List<Talked> talked, double ours) {
        List<Round> rounds = talked.stream().map(Talked::round).toList();
        Histogram all = new Histogram(3);
        talked.forEach(one -> all.add(one.latencies()));
        Talked first = talked.get(0);
        report.add(
                who,
                Integer.toString(window),
                String.format(Locale.ROOT, "%,.0f", perSecond(talked)),
                who.equals(OURS) ? "" : String.format(Locale.ROOT, "%.3f", ours / perSecond(talked)),
                Report.millis(all.getValueAtPercentile(50)),
                Report.millis(all.getValueAtPercentile(99)),
                Report.millis(all.getValueAtPercentile(99.9)),
                Long.toString(rounds.stream().mapToLong(Round::failed).sum()),
                Round.micros(rounds, who),
                Round.micros(rounds, "PostgreSQL"),
                Round.micros(rounds, "client"),
                Round.foreign(rounds),
                "%,d ms".formatted(first.connected()),
                String.format(Locale.ROOT, "%.1f KB", first.socket()));
    }
}
