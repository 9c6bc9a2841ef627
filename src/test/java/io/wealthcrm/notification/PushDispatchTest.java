package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.wealthcrm.identity.PushChannel;
import io.wealthcrm.testing.Answer;
import io.wealthcrm.testing.FakeFcm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Claimed deliveries by two push services over real HTTP, without a database: FCM, and one that stands for a vendor's. */
class PushDispatchTest {
    private static final int AT_ONCE = 12;

    private final Vertx vertx = Vertx.vertx();
    private final FakeFcm fcm = FakeFcm.start();
    private final LaneGates gates = new LaneGates();
    private final PushSender sender = FcmSender.open(vertx, FcmSenderTest.config(fcm.endpoint()), gates);
    private final PigeonSender huawei = new PigeonSender(PushChannel.HUAWEI, gates);
    private final PushRoutes routes = new PushRoutes(List.of(sender, huawei));
    private final SimpleMeterRegistry counters = new SimpleMeterRegistry();
    private final PushDispatch dispatch =
            new PushDispatch(Clock.systemUTC(), routes, gates, new PushMetrics(counters, gates));

    @AfterEach
    void close() {
        routes.senders().forEach(PushSender::close);
        fcm.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** While answers come and go all the time: what is on the wire when FCM asks for a rest is all that still arrives. */
    @Test
    void afterTheAnswerThatAsksForARestOnlyWhatIsOnTheWireArrives() {
        List<DueDelivery> all = IntStream.range(0, 60)
                .mapToObj(i -> delivery(Lane.ORDER, "order" + i))
                .toList();
        all.forEach(one -> fcm.answer(one.device().token(), Answer.ok().after(Duration.ofMillis(100))));
        fcm.answer("order20", Answer.quotaExceeded("70"));

        Map<DueDelivery, Ruling> rulings = send(all);

        Instant refused = fcm.answered("order20");
        assertThat(fcm.received().stream().filter(one -> one.at().isAfter(refused)))
                .hasSizeLessThan(AT_ONCE);
        int sent = fcm.received().size();
        assertThat(sent).isBetween(21, 20 + 2 * AT_ONCE);
        assertThat(count(rulings, "LANE_RESTING")).isEqualTo(60 - sent);
        assertThat(counters.counter("wealth.push.hindered", "lane", "ORDER", "channel", "FCM", "reason", "LANE_RESTING")
                        .count())
                .isEqualTo(60 - sent);
        assertThat(gates.left(new LaneGates.Gate(Lane.ORDER, PushChannel.FCM)))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
    }

    private static long count(Map<DueDelivery, Ruling> rulings, String reason) {
        return rulings.values().stream()
                .filter(ruling -> reason.equals(ruling.reason()) && !ruling.counted())
                .count();
    }

    /** A push service that has become slow: what would outlive its lease goes back untried, and nothing is sent twice. */
    @Test
    void whatHasNotLeftInTimeIsHandedBack() {
        List<DueDelivery> all = IntStream.range(0, 60)
                .mapToObj(i -> delivery(Lane.MARKETING, "slow" + i))
                .toList();
        all.forEach(one -> fcm.answer(one.device().token(), Answer.ok().after(Duration.ofMillis(400))));

        Map<DueDelivery, Ruling> rulings = send(all, Duration.ofSeconds(1));

        assertThat(rulings).hasSize(60);
        assertThat(fcm.received()).hasSizeBetween(2 * AT_ONCE, 3 * AT_ONCE);
        assertThat(count(rulings, "LATE")).isEqualTo(60 - fcm.received().size());
    }

    @Test
    void nothingLeavesOnceTheServiceStops() {
        dispatch.stop();

        assertThat(count(send(List.of(delivery(Lane.ORDER, "late"))), "LATE")).isEqualTo(1);
        assertThat(fcm.received()).isEmpty();
    }

    @Test
    void otherLanesGoOn() {
        fcm.answer("order0", Answer.quotaExceeded("70"));
        DueDelivery refused = delivery(Lane.ORDER, "order0");
        DueDelivery chat = delivery(Lane.CHAT, "chat0");

        assertThat(send(List.of(refused)).get(refused).reason()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(send(List.of(chat)).get(chat).state()).isEqualTo(Ruling.State.DELIVERED);
    }

    @Test
    void eachDeviceIsReachedByItsOwnChannel() {
        DueDelivery google = delivery(Lane.ORDER, "google");
        DueDelivery chinese = delivery(Lane.ORDER, device(PushChannel.HUAWEI, "chinese", "unused"));

        assertThat(send(List.of(google, chinese)).values())
                .extracting(Ruling::state)
                .containsExactly(Ruling.State.DELIVERED, Ruling.State.DELIVERED);
        assertThat(fcm.received()).extracting(FakeFcm.Received::token).containsExactly("google");
        assertThat(huawei.arrived).containsExactly("chinese");
        for (String channel : List.of("FCM", "HUAWEI")) {
            assertThat(counters.counter("wealth.push.answers", "lane", "ORDER", "channel", channel, "code", "DELIVERED")
                            .count())
                    .isOne();
        }
    }

    @Test
    void aLaneRestsOnOneChannelAlone() {
        huawei.answers(429);
        DueDelivery refused = delivery(Lane.ORDER, device(PushChannel.HUAWEI, "chinese", null));
        assertThat(send(List.of(refused)).get(refused).reason()).isEqualTo("QUOTA_EXCEEDED");
        huawei.answers(200);

        DueDelivery google = delivery(Lane.ORDER, "google");
        DueDelivery chat = delivery(Lane.CHAT, device(PushChannel.HUAWEI, "chinese", null));
        Map<DueDelivery, Ruling> rulings = send(List.of(refused, google, chat));
        assertThat(rulings.get(refused).reason()).isEqualTo("LANE_RESTING");
        assertThat(rulings.get(google).state()).isEqualTo(Ruling.State.DELIVERED);
        assertThat(rulings.get(chat).state()).isEqualTo(Ruling.State.DELIVERED);
        assertThat(huawei.arrived).hasSize(2);
        assertThat(gates.open(false, PushChannel.FCM)).containsExactly(Lane.SECURITY, Lane.ORDER, Lane.CHAT);
        assertThat(gates.open(false, PushChannel.HUAWEI)).containsExactly(Lane.SECURITY, Lane.CHAT);
    }

    @Test
    void whatNobodyServesGoesByFcmWhereItCanAndIsDroppedWhereItCannot() {
        fcm.answer("gone", Answer.unregistered());
        DueDelivery spare = delivery(Lane.ORDER, device(PushChannel.XIAOMI, "x1", "spare"));
        DueDelivery gone = delivery(Lane.ORDER, device(PushChannel.XIAOMI, "x2", "gone"));
        DueDelivery none = delivery(Lane.ORDER, device(PushChannel.APNS, "x3", null));

        Map<DueDelivery, Ruling> rulings = send(List.of(spare, gone, none));
        assertThat(rulings.get(spare).state()).isEqualTo(Ruling.State.DELIVERED);
        assertThat(rulings.get(gone).token()).isEqualTo(Ruling.Token.SPARE_GONE);
        assertThat(rulings.get(none)).isEqualTo(Ruling.dropped("NO_SENDER").carriedBy(none.id()));
        assertThat(fcm.received()).extracting(FakeFcm.Received::token).containsExactlyInAnyOrder("spare", "gone");
        assertThat(huawei.arrived).isEmpty();
        assertThat(routes.carriedBy(sender)).containsExactly(PushChannel.FCM, PushChannel.XIAOMI, PushChannel.APNS);
        assertThat(routes.carriedBy(huawei)).containsExactly(PushChannel.HUAWEI);
    }

    @Test
    void oneChannelHasOneSender() {
        PushSender another = new NoPush();
        assertThatThrownBy(() -> new PushRoutes(List.of(sender, another))).isInstanceOf(IllegalStateException.class);
    }

    private Map<DueDelivery, Ruling> send(List<DueDelivery> deliveries) {
        return send(deliveries, Duration.ofMinutes(1));
    }

    private Map<DueDelivery, Ruling> send(List<DueDelivery> deliveries, Duration within) {
        Map<DueDelivery, Ruling> rulings = new HashMap<>();
        dispatch.send(deliveries, AT_ONCE, System.nanoTime() + within.toNanos())
                .onItem()
                .invoke(rulings::putAll)
                .collect()
                .last()
                .await()
                .atMost(Duration.ofSeconds(30));
        return rulings;
    }

    private static DueDelivery delivery(Lane lane, String token) {
        return delivery(lane, device(PushChannel.FCM, token, null));
    }

    private static DueDelivery.Device device(PushChannel channel, String token, String fcmToken) {
        return new DueDelivery.Device(
                "phone-" + token, UUID.randomUUID(), "ANDROID", channel, token, fcmToken, 1, "zh-CN");
    }

    private static DueDelivery delivery(Lane lane, DueDelivery.Device device) {
        UUID id = UUID.randomUUID();
        NoticeKind kind = NoticeKind.ORDER_MOVED;
        return new DueDelivery(
                id,
                lane,
                1,
                id,
                Instant.now().plusSeconds(3600),
                new DueDelivery.Subject(id, kind, kind.text(), id, "key-" + device.token(), false, false, false),
                new DueDelivery.Person(device.owner(), true, Set.of(), Optional.empty()),
                device);
    }
}
