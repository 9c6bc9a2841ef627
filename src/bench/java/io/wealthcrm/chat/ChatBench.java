package io.wealthcrm.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wealthcrm.bench.JavaProcess;
import io.wealthcrm.bench.Observed;
import io.wealthcrm.bench.Report;
import io.wealthcrm.bench.Round;
import io.wealthcrm.testing.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Rooms of 50 beside a server that only writes what it reads to all sockets, in rounds that alternate, for each number of sockets:
 * messages, stored and committed before they are delivered, and who is typing, which nobody keeps, as fast as they arrive; messages
 * at a steady pace; all cut and back at once; and what a socket holds while nobody talks.
 */
class ChatBench {
    private static final int[] SOCKETS = Arrays.stream(
                    System.getProperty("bench.sockets", "1000,5000,10000").split(",", -1))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final long HEAT = 1_000L * Integer.getInteger("bench.heat", 30);
    private static final long WARM_UP = 1_000L * Integer.getInteger("bench.warmup", 5);
    private static final long TIME = 1_000L * Integer.getInteger("bench.seconds", 10);
    private static final int DELIVERIES = Integer.getInteger("bench.deliveries", 10_000);
    private static final int ROOM = 50;
    private static final int HEATED = 500;
    private static final int MISSED = 20;
    private static final String OURS = "service";
    private static final String RAW = "raw fan-out";

    /** How rooms talk. @param perSecond messages of all rooms together, 0 for as fast as {@code window} of each arrive */
    private record Way(String name, boolean stored, int window, double perSecond) {}

    private static final List<Way> WAYS = List.of(
            new Way("messages, one under way in a room", true, 1, 0),
            new Way("messages, eight", true, 8, 0),
            new Way("typing, one", false, 1, 0),
            new Way("typing, eight", false, 8, 0),
            new Way("messages, %,d deliveries/s".formatted(DELIVERIES), true, 0, (double) DELIVERIES / ROOM));

    /** A server with a client of its own. */
    private record Contender(String name, ChatClient client, Observed processes) {}

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void roomsOfFifty() throws Exception {
        Process raw = JavaProcess.start(RawFanOut.class);
        try (BufferedReader said = new BufferedReader(new InputStreamReader(raw.getInputStream(), UTF_8));
                Service service = Service.named("bench-chat")
                        .withoutDemo()
                        .asDeployed()
                        .with("wealth.identity.access-token-life", "PT12H")
                        .start()) {
            int rawPort = Integer.parseInt(said.readLine());
            SeatedAdvisors advisors = SeatedAdvisors.layInto(
                    service, Math.max(HEATED, Arrays.stream(SOCKETS).max().orElseThrow()), ROOM);
            Report report = new Report("chat", "setting", "");
            report.add("members of a room", Integer.toString(ROOM));
            report.add("rounds, seconds of each", "%d × %d s".formatted(ROUNDS, TIME / 1_000));
            heat(service.port(), advisors.lines(HEATED));
            for (int sockets : SOCKETS) {
                measure(report, service, raw.pid(), rawPort, advisors.lines(sockets));
            }
        } finally {
            raw.destroy();
        }
    }

    /** So that the first figures are not the compiler's, nor the first sockets charged with classes. */
    private static void heat(int port, List<String> members) throws IOException {
        try (ChatClient client = ChatClient.start(port, members, ROOM)) {
            Observed nothing = new Observed(Map.of());
            client.come(nothing);
            for (Way way : WAYS) {
                client.talk(way.stored, way.perSecond, way.window, 0, HEAT / WAYS.size(), nothing);
            }
            client.cut(MISSED);
            client.come(nothing);
        }
    }

    private static void measure(Report report, Service service, long raw, int rawPort, List<String> members)
            throws IOException {
        LiveMemory empty = LiveMemory.of(service.pid());
        Map<String, Long> ours = new LinkedHashMap<>();
        ours.put(OURS, service.pid());
        ours.put("PostgreSQL", service.database().pid());
        try (ChatClient client = ChatClient.start(service.port(), members, ROOM);
                ChatClient floor = ChatClient.start(rawPort, raw(members), ROOM)) {
            Contender first = new Contender(OURS, client, new Observed(ours));
            Contender second = new Contender(RAW, floor, new Observed(Map.of(RAW, raw)));
            ChatClient.Came came = client.come(first.processes);
            LiveMemory idle = LiveMemory.of(service.pid());
            ChatClient.Came beside = floor.come(second.processes);
            table(report, members.size());
            for (Way way : WAYS) {
                talk(report, way, List.of(first, second));
            }
            report.note(came("All in, each with a new ticket", came) + " Before the raw server: " + beside.millis()
                    + " ms.");
            report.note(String.format(
                    Locale.ROOT,
                    "An idle socket, full collections before and after: %.1f KB of live objects, %.1f KB of the service's process.",
                    (idle.heap() - empty.heap()) / 1024 / members.size(),
                    (idle.process() - empty.process()) / 1024 / members.size()));
            client.cut(MISSED);
            report.note(came("All cut and back at once", client.come(first.processes)));
        }
    }

    private static List<String> raw(List<String> members) {
        return members.stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')) + " -")
                .toList();
    }

    private static void table(Report report, int sockets) {
        report.table(
                "%,d sockets".formatted(sockets),
                "what",
                "who",
                "deliveries/s",
                "service beside it",
                "p50",
                "p99",
                "p99.9",
                "failed",
                "CPU µs: server",
                "PostgreSQL",
                "client",
                "others on the machine");
    }

    private static void talk(Report report, Way way, List<Contender> contenders) throws IOException {
        Map<String, List<ChatClient.Talked>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Contender one : contenders) {
                rounds.computeIfAbsent(one.name, each -> new ArrayList<>())
                        .add(one.client.talk(way.stored, way.perSecond, way.window, WARM_UP, TIME, one.processes));
            }
        }
        double ours = perSecond(rounds.get(OURS));
        rounds.forEach((who, its) -> line(report, way, who, its, ours));
    }

    private static double perSecond(List<ChatClient.Talked> rounds) {
        return Round.median(rounds.stream().map(ChatClient.Talked::round).toList(), Round::perSecond);
    }

    private static void line(Report report, Way way, String who, List<ChatClient.Talked> talked, double ours) {
        List<Round> rounds = talked.stream().map(ChatClient.Talked::round).toList();
        Histogram all = new Histogram(3);
        talked.forEach(one -> all.add(one.latencies()));
        report.add(
                way.name,
                who,
                String.format(Locale.ROOT, "%,.0f", perSecond(talked)),
                who.equals(OURS) || way.perSecond > 0
                        ? ""
                        : String.format(Locale.ROOT, "%.3f", ours / perSecond(talked)),
                Report.millis(all.getValueAtPercentile(50)),
                Report.millis(all.getValueAtPercentile(99)),
                Report.millis(all.getValueAtPercentile(99.9)),
                Long.toString(rounds.stream().mapToLong(Round::failed).sum()),
                Round.micros(rounds, who),
                Round.micros(rounds, "PostgreSQL"),
                Round.micros(rounds, "client"),
                Round.foreign(rounds));
    }

    private static String came(String what, ChatClient.Came came) {
        return String.format(
                Locale.ROOT,
                "%s: %,d ms until the last was in and had the %,d messages that all together lacked; %d failed, %d tried again. CPU of each: %.1f ms of the service, %.1f ms of PostgreSQL; others on the machine %.0f %%.",
                what,
                came.millis(),
                came.messages(),
                came.failed(),
                came.retried(),
                came.spent().cpu().get(OURS) * 1_000 / came.spent().done(),
                came.spent().cpu().get("PostgreSQL") * 1_000 / came.spent().done(),
                100 * came.spent().foreign());
    }
}
