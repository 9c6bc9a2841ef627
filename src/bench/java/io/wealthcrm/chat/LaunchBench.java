package io.wealthcrm.chat;

import static org.awaitility.Awaitility.await;

import io.wealthcrm.bench.FcmProcess;
import io.wealthcrm.bench.ManyDevices;
import io.wealthcrm.bench.Report;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The push of a launched product to all advisors while a room of 50 talks on the same service: what it does to the chat's
 * latencies. Quiet and busy rounds alternate; FCM is a fake in a process of its own
 * that takes 50 ms for an answer.
 */
class LaunchBench {
    private static final int ADVISORS = Integer.getInteger("bench.advisors", 10_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    /** As long as a launch's push takes on two cores, so that both quantiles are of as many messages. */
    private static final Duration QUIET = Duration.ofMillis(ADVISORS * 34L);

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void launch() {
        try (FcmProcess fcm = FcmProcess.start(Duration.ofMillis(50));
                Service service = Service.named("bench-launch")
                        .withoutDemo()
                        .asDeployed()
                        .with("wealth.push.fcm.endpoint", fcm.endpoint())
                        .with("wealth.identity.access-token-life", "PT2H")
                        .start()) {
            Firm firm = Firm.on(service);
            Person operations = firm.office(Role.OPERATIONS);
            ManyDevices.layInto(firm, ADVISORS, 1);
            Report report = new Report(
                    "launch",
                    "round",
                    "arrivals",
                    "p50 quiet",
                    "p99 quiet",
                    "p50 busy",
                    "p99 busy",
                    "p99 ratio",
                    "pushes/s");
            try (Room room = Room.of(firm, 50);
                    Room.Talking talking = room.talk(5, 8)) {
                // Once for the compiler.
                delivered(firm, launched(firm, operations));
                double[] quiet = new double[ROUNDS];
                double[] busy = new double[ROUNDS];
                for (int round = 0; round < ROUNDS; round++) {
                    room.begin();
                    pause(QUIET);
                    Room.Latencies before = room.latencies();
                    room.begin();
                    long began = System.nanoTime();
                    delivered(firm, launched(firm, operations));
                    double seconds = (System.nanoTime() - began) / 1e9;
                    Room.Latencies during = room.latencies();
                    quiet[round] = before.quantile(0.99);
                    busy[round] = during.quantile(0.99);
                    report.add(
                            Integer.toString(round + 1),
                            Integer.toString(before.count() + during.count()),
                            millis(before.quantile(0.5)),
                            millis(quiet[round]),
                            millis(during.quantile(0.5)),
                            millis(busy[round]),
                            String.format(Locale.ROOT, "%.2f", busy[round] / quiet[round]),
                            String.format(Locale.ROOT, "%.0f", ADVISORS / seconds));
                }
                report.add(
                        "median",
                        "",
                        "",
                        millis(median(quiet)),
                        "",
                        millis(median(busy)),
                        String.format(Locale.ROOT, "%.2f", median(busy) / median(quiet)),
                        "");
            }
        }
    }

    private static UUID launched(Firm firm, Person operations) {
        UUID product = firm.product(Map.of("status", "'DRAFT'", "launched_at", "null"));
        operations.once().post("/api/v1/products/{id}/launch", product).then().statusCode(200);
        return product;
    }

    /** Seldom asked: counting takes the processor from what is measured. */
    private static void delivered(Firm firm, UUID product) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> Integer.parseInt(firm.one(
                                """
                                select count(*) from deliveries d join notifications n on n.id = d.notification_id
                                 where n.entity_id = ? and d.state = 'DELIVERED'""",
                                product))
                        == ADVISORS);
    }

    private static void pause(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
    }

    private static double median(double[] rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f ms", value);
    }
}
