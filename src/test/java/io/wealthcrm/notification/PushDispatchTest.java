package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wealthcrm.testing.Answer;
import io.wealthcrm.testing.FakeFcm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Claimed deliveries to a fake FCM over real HTTP, without a database. */
class PushDispatchTest {
    private static final int THREADS = 4;

    private final FakeFcm fcm = FakeFcm.start();
    private final LaneGates gates = new LaneGates();
    private final PushSender sender = FcmSender.open(FcmSenderTest.config(fcm.endpoint()), gates);
    private final SimpleMeterRegistry counters = new SimpleMeterRegistry();
    private final PushDispatch dispatch =
            new PushDispatch(Clock.systemUTC(), sender, gates, new PushMetrics(counters, gates));

    @AfterEach
    void close() {
        sender.close();
        fcm.close();
    }

    /** While answers come and go all the time: what is on the wire when FCM asks for a rest is all that still arrives. */
    @Test
    void afterTheAnswerThatAsksForARestOnlyWhatIsOnTheWireArrives() {
        List<DueDelivery> all = IntStream.range(0, 400)
                .mapToObj(i -> delivery(Lane.ORDER, "order" + i))
                .toList();
        all.forEach(one -> fcm.answer(one.device().token(), Answer.ok().after(Duration.ofMillis(5))));
        fcm.answer("order100", Answer.quotaExceeded("70"));

        Map<DueDelivery, Ruling> rulings = send(all);

        Instant refused = fcm.answered("order100");
        assertThat(fcm.received().stream().filter(one -> one.at().isAfter(refused)))
                .hasSizeLessThan(THREADS);
        int sent = fcm.received().size();
        assertThat(sent).isBetween(101, 100 + 2 * THREADS);
        assertThat(count(rulings, "LANE_RESTING")).isEqualTo(400 - sent);
        assertThat(counters.counter("wealth.push.hindered", "lane", "ORDER", "reason", "LANE_RESTING")
                        .count())
                .isEqualTo(400 - sent);
        assertThat(gates.left(Lane.ORDER)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
    }

    private static long count(Map<DueDelivery, Ruling> rulings, String reason) {
        return rulings.values().stream()
                .filter(ruling -> reason.equals(ruling.reason()) && !ruling.counted())
                .count();
    }

    @Test
    void otherLanesOfTheSameThreadsGoOn() {
        fcm.answer("order0", Answer.quotaExceeded("70"));
        DueDelivery refused = delivery(Lane.ORDER, "order0");
        DueDelivery chat = delivery(Lane.CHAT, "chat0");

        assertThat(send(List.of(refused)).get(refused).reason()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(send(List.of(chat)).get(chat).state()).isEqualTo(Ruling.State.DELIVERED);
    }

    private Map<DueDelivery, Ruling> send(List<DueDelivery> deliveries) {
        return dispatch.send(deliveries).await().atMost(Duration.ofSeconds(30));
    }

    private static DueDelivery delivery(Lane lane, String token) {
        UUID id = UUID.randomUUID();
        NoticeKind kind = NoticeKind.ORDER_MOVED;
        return new DueDelivery(
                id,
                lane,
                1,
                id,
                Instant.now().plusSeconds(3600),
                new DueDelivery.Subject(id, kind, kind.text(), id, "key-" + token, false, false),
                new DueDelivery.Person(id, true, Set.of(), Optional.empty()),
                new DueDelivery.Device("phone", id, "ANDROID", token, 1, "zh-CN"));
    }
}
