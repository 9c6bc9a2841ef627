package io.wealthcrm.notification;

import static org.awaitility.Awaitility.await;

import io.wealthcrm.bench.FcmProcess;
import io.wealthcrm.bench.ManyDevices;
import io.wealthcrm.bench.Observed;
import io.wealthcrm.bench.RawPushes;
import io.wealthcrm.bench.Report;
import io.wealthcrm.bench.Round;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OwnCertificate;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The push of a launched product to all devices of all advisors, from the event to the last message FCM takes, beside
 * {@link RawPushes}, which sends as many of the same size to the same fake; in rounds that alternate. The pace at which the
 * service holds bulk pushes back is set out of the way.
 */
class PushBench {
    private static final int ADVISORS = Integer.getInteger("bench.advisors", 10_000);
    private static final int DEVICES = Integer.getInteger("bench.devices", 100_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int AT_ONCE = Integer.getInteger("bench.atonce", 150);
    private static final int STREAMS = Integer.getInteger("bench.streams", 100);
    private static final Duration LATENCY = Duration.ofMillis(Integer.getInteger("bench.latency", 0));
    private static final String OUT_OF_THE_WAY = "1000000";
    private static final String OURS = "service";
    private static final String RAW = "raw HTTP/2";
    private static final String FCM = "fake FCM";
    private static final String POSTGRESQL = "PostgreSQL";

    private final OwnCertificate certificate = OwnCertificate.made();
    private FcmProcess fcm;
    private Service service;
    private Firm firm;
    private Person operations;

    /** What a round came to. @param sending seconds from the first message to the last; {@code bytes} of a body */
    private record Pushed(Round round, double sending, int bytes) {
        double perSecond() {
            return round.perSecond();
        }

        double perSecondSending() {
            return round.done() / sending;
        }
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void fanOut() throws Exception {
        try (FcmProcess fake = FcmProcess.secure(LATENCY, certificate);
                Service ours = Service.named("bench-push")
                        .withoutDemo()
                        .asDeployed()
                        .with("wealth.push.fcm.endpoint", fake.endpoint())
                        .with("wealth.push.fcm.bulk-per-second", OUT_OF_THE_WAY)
                        .with("wealth.push.fcm.at-once", Integer.toString(AT_ONCE))
                        .with("javax.net.ssl.trustStore", certificate.store().toString())
                        .with("javax.net.ssl.trustStorePassword", OwnCertificate.PASSWORD)
                        .with("wealth.identity.access-token-life", "PT2H")
                        .start();
                RawPushes raw = RawPushes.to(fake, certificate, STREAMS)) {
            fcm = fake;
            service = ours;
            firm = Firm.on(ours);
            operations = firm.office(Role.OPERATIONS);
            ManyDevices.layInto(firm, ADVISORS, DEVICES / ADVISORS);
            compare(raw);
        }
    }

    /** Once each for the compiler, then by turns. */
    private void compare(RawPushes raw) {
        int bytes = launched().bytes();
        firm.execute("vacuum analyze");
        Pushed unused = sent(raw, bytes);
        Map<String, List<Pushed>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.computeIfAbsent(OURS, each -> new ArrayList<>()).add(launched());
            rounds.computeIfAbsent(RAW, each -> new ArrayList<>()).add(sent(raw, bytes));
        }
        Report report = new Report(
                "push",
                "%,d messages of %d bytes to %,d devices".formatted(total(), bytes, total()),
                "messages/s from the event",
                "messages/s once the first has come",
                "service beside it",
                "failed",
                "CPU µs a message: sender",
                POSTGRESQL,
                FCM,
                "others on the machine");
        double ours = median(rounds.get(OURS), Pushed::perSecond);
        rounds.forEach((who, its) -> line(report, who, its, ours));
        report.note("%d bulk pushes under way at once, %d requests under way of the raw client, an answer after %d ms."
                .formatted(AT_ONCE, STREAMS, LATENCY.toMillis()));
    }

    private static void line(Report report, String who, List<Pushed> pushed, double ours) {
        List<Round> rounds = pushed.stream().map(Pushed::round).toList();
        double perSecond = median(pushed, Pushed::perSecond);
        report.add(
                who,
                figure("%,.0f", perSecond),
                figure("%,.0f", median(pushed, Pushed::perSecondSending)),
                figure("%.2f", ours / perSecond),
                figure("%,.0f", rounds.stream().mapToLong(Round::failed).sum()),
                Round.micros(rounds, who),
                who.equals(OURS) ? Round.micros(rounds, POSTGRESQL) : "",
                Round.micros(rounds, FCM),
                Round.foreign(rounds));
    }

    /** A product is launched, and all devices are told. Failed is what did not end as delivered, and what came twice. */
    private Pushed launched() {
        UUID product = firm.product(Map.of("status", "'DRAFT'", "launched_at", "null"));
        FcmProcess.Taken before = fcm.taken();
        Observed observed = observed(OURS, service.pid())
                .with(POSTGRESQL, service.database().pid());
        observed.begin();
        operations.once().post("/api/v1/products/{id}/launch", product).then().statusCode(200);
        taken(before.messages() + 1);
        long first = System.nanoTime();
        taken(before.messages() + total());
        double sending = (System.nanoTime() - first) / 1e9;
        Round round = observed.end(total(), 0, 0);
        long delivered = ended(product);
        FcmProcess.Taken after = fcm.taken();
        long twice = after.messages() - before.messages() - total();
        int bytes = (int) ((after.bytes() - before.bytes()) / (after.messages() - before.messages()));
        Round judged = new Round(
                total(), total() - delivered + twice, round.seconds(), round.cpu(), round.foreign(), round.bytes());
        return new Pushed(judged, sending, bytes);
    }

    private Pushed sent(RawPushes raw, int bytes) {
        Observed observed = observed(RAW, raw.pid());
        observed.begin();
        long failed = raw.send(total(), bytes);
        Round round = observed.end(total() - failed, failed, 0);
        return new Pushed(round, round.seconds(), bytes);
    }

    private void taken(long messages) {
        await().atMost(Duration.ofMinutes(15))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> fcm.taken().messages() >= messages);
    }

    /** Waits until nothing is left to be sent, and counts what FCM took. */
    private long ended(UUID product) {
        String states = "select count(*) from deliveries d join notifications n on n.id = d.notification_id"
                + " where n.entity_id = ? and d.state = '%s'";
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> firm.one(states.formatted("PENDING"), product), "0"::equals);
        return Long.parseLong(firm.one(states.formatted("DELIVERED"), product));
    }

    private Observed observed(String who, long pid) {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put(who, pid);
        pids.put(FCM, fcm.pid());
        return new Observed(pids);
    }

    /** Each advisor has as many devices. */
    private static long total() {
        return (long) DEVICES / ADVISORS * ADVISORS;
    }

    private static double median(List<Pushed> rounds, ToDoubleFunction<Pushed> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String figure(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
