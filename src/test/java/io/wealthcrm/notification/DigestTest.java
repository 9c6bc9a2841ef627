package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.identity.PushChannel;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final UUID PERSON = UUID.fromString("0190f000-0000-7000-8000-000000000001");

    @Test
    void holdsTogetherWhatIsOfOneKindOnOneDevice() {
        DueDelivery first = delivery(NoticeKind.MATURITY, "phone", 1, 100);
        DueDelivery second = delivery(NoticeKind.MATURITY, "phone", 1, 300);
        DueDelivery third = delivery(NoticeKind.MATURITY, "phone", 1, 200);

        List<Digest> digests = Digest.of(List.of(first, second, third));

        assertThat(digests).containsExactly(new Digest(second, List.of(first, third)));
        PushMessage push = PushMessage.of(digests.get(0), "token", NOW);
        assertThat(push.title()).isEqualTo("产品到期提醒");
        assertThat(push.body()).isEqualTo("共 3 条，请打开查看");
        assertThat(push.data()).containsEntry("count", "3").containsEntry("dedupe_key", DedupeKey.hashed("key"));
        assertThat(push.life()).hasSeconds(300);
    }

    @Test
    void keepsApartOtherKindsDevicesAndTries() {
        List<DueDelivery> apart = List.of(
                delivery(NoticeKind.MATURITY, "phone", 1, 100),
                delivery(NoticeKind.BIRTHDAY, "phone", 1, 100),
                delivery(NoticeKind.MATURITY, "tablet", 1, 100),
                // These may have arrived already, each for itself; what joins one would be taken for it by the app.
                delivery(NoticeKind.MATURITY, "phone", 2, 100),
                delivery(NoticeKind.MATURITY, "phone", 2, 100));

        assertThat(Digest.of(apart)).extracting(Digest::size).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void repeatsUnderTheSameKeyWhatWentTogether() {
        DueDelivery carrier = delivery(NoticeKind.MATURITY, "phone", 2, 100);
        DueDelivery longer = carried(carrier.id(), 2, 300);
        // One that rested while the other did not.
        DueDelivery seldom = carried(carrier.id(), 3, 200);

        assertThat(Digest.of(List.of(longer, carrier, seldom)))
                .containsExactly(new Digest(carrier, List.of(longer, seldom)));
        assertThat(Digest.of(List.of(longer, seldom))).containsExactly(new Digest(longer, List.of(seldom)));
    }

    @Test
    void neverHoldsTogetherWhatIsUrgent() {
        for (NoticeKind kind : List.of(NoticeKind.SECURITY, NoticeKind.ORDER_MOVED, NoticeKind.CHAT_MESSAGE)) {
            List<DueDelivery> urgent = List.of(delivery(kind, "phone", 1, 100), delivery(kind, "phone", 1, 100));

            assertThat(Digest.of(urgent)).as(kind.name()).hasSize(2);
        }
    }

    @Test
    void followersEndWithAPushThatArrivedAndRepeatWithOneThatDidNot() {
        Digest digest = Digest.of(List.of(
                        delivery(NoticeKind.MATURITY, "phone", 1, 100), delivery(NoticeKind.MATURITY, "phone", 1, 200)))
                .get(0);
        UUID leader = digest.leader().id();

        assertThat(ruled(digest, Ruling.delivered()))
                .containsExactlyInAnyOrder(Ruling.delivered().carriedBy(leader), Ruling.digested(leader));
        Ruling again = Ruling.again("UNAVAILABLE", NOW.plusSeconds(10), true);
        assertThat(ruled(digest, again)).containsExactly(again.carriedBy(leader), again.carriedBy(leader));
    }

    private static List<Ruling> ruled(Digest digest, Ruling ruling) {
        Map<DueDelivery, Ruling> rulings = new HashMap<>();
        digest.rule(ruling, rulings::put);
        return List.copyOf(rulings.values());
    }

    private static DueDelivery delivery(NoticeKind kind, String phone, int attempts, int life) {
        UUID id = UUID.randomUUID();
        return delivery(id, id, kind, phone, attempts, life);
    }

    private static DueDelivery carried(UUID carrier, int attempts, int life) {
        return delivery(UUID.randomUUID(), carrier, NoticeKind.MATURITY, "phone", attempts, life);
    }

    private static DueDelivery delivery(UUID id, UUID carrier, NoticeKind kind, String phone, int attempts, int life) {
        return new DueDelivery(
                id,
                kind.lane(),
                attempts,
                carrier,
                NOW.plusSeconds(life),
                new DueDelivery.Subject(
                        UUID.randomUUID(), kind, kind.text(), UUID.randomUUID(), "key", false, false, false),
                new DueDelivery.Person(PERSON, true, Set.of(), Optional.empty()),
                new DueDelivery.Device(phone, PERSON, "ANDROID", PushChannel.FCM, "token", null, 1, "zh-CN"));
    }
}
