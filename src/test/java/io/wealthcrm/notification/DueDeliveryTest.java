package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.identity.PushChannel;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DueDeliveryTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-21T23:00:00Z");
    private static final UUID PERSON = UUID.fromString("0190f000-0000-7000-8000-000000000001");
    private static final QuietHours NIGHT =
            new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0), ZoneId.of("Asia/Shanghai"));

    private NoticeKind kind = NoticeKind.ORDER_MOVED;
    private boolean read;
    private boolean shielded;
    private boolean unwanted;
    private boolean active = true;
    private Set<String> muted = Set.of();
    private Optional<QuietHours> quiet = Optional.empty();
    private UUID owner = PERSON;
    private String token = "token";
    private Instant expiresAt = NOW.plusSeconds(100_000);

    @Test
    void nothingStandsInTheWayOfAPlainOne() {
        assertThat(delivery().hindrance(NOW)).isEmpty();
    }

    @Test
    void isDroppedOnceRead() {
        read = true;

        assertThat(hindrance()).isEqualTo(Ruling.dropped("READ"));
    }

    @Test
    void isDeadOnceExpired() {
        expiresAt = NOW;

        assertThat(hindrance()).isEqualTo(Ruling.dead("EXPIRED"));
    }

    @Test
    void isDroppedWhenThePersonHasLeft() {
        active = false;

        assertThat(hindrance()).isEqualTo(Ruling.dropped("INACTIVE"));
    }

    @Test
    void isDroppedWhenTheDeviceIsGone() {
        owner = null;

        assertThat(hindrance()).isEqualTo(Ruling.dropped("NO_DEVICE"));
    }

    @Test
    void isDroppedWhenSomebodyElseUsesTheDevice() {
        owner = UUID.randomUUID();

        assertThat(hindrance()).isEqualTo(Ruling.dropped("NO_DEVICE"));
    }

    @Test
    void isDroppedWhenTheTokenIsGone() {
        token = null;

        assertThat(hindrance()).isEqualTo(Ruling.dropped("NO_DEVICE"));
    }

    @Test
    void isDroppedWhenThePersonDoesNotWantTheKind() {
        muted = Set.of("ORDER_MOVED");

        assertThat(hindrance()).isEqualTo(Ruling.dropped("OPTED_OUT"));
    }

    @Test
    void waitsForTheEndOfQuietHours() {
        quiet = Optional.of(NIGHT);

        assertThat(hindrance()).isEqualTo(Ruling.again("QUIET_HOURS", MORNING, false));
    }

    @Test
    void isDeadWhenItExpiresWithinQuietHours() {
        quiet = Optional.of(NIGHT);
        expiresAt = MORNING;

        assertThat(hindrance()).isEqualTo(Ruling.dead("EXPIRED"));
    }

    @Test
    void promotesNothingWhileTheCustomerIsShielded() {
        shielded = true;
        for (NoticeKind promotion : List.of(
                NoticeKind.BIRTHDAY, NoticeKind.PRODUCT_LAUNCHED, NoticeKind.FOLLOW_UP, NoticeKind.CHAT_MESSAGE)) {
            kind = promotion;
            assertThat(hindrance()).as(promotion.name()).isEqualTo(Ruling.dropped("SHIELDED"));
        }
    }

    @Test
    void isDroppedWhereTheCustomerWantsNoMarketing() {
        unwanted = true;

        assertThat(hindrance()).isEqualTo(Ruling.dropped("OPTED_OUT"));
    }

    @Test
    void whatACustomerMustHearPassesTheShield() {
        shielded = true;
        for (NoticeKind business : List.of(NoticeKind.ORDER_MOVED, NoticeKind.MATURITY, NoticeKind.SECURITY)) {
            kind = business;
            assertThat(delivery().hindrance(NOW)).as(business.name()).isEmpty();
        }
    }

    @Test
    void securityIsHeldBackByNeitherChoiceNorHour() {
        kind = NoticeKind.SECURITY;
        muted = Set.of("SECURITY");
        quiet = Optional.of(NIGHT);

        assertThat(delivery().hindrance(NOW)).isEmpty();
    }

    private Ruling hindrance() {
        return delivery().hindrance(NOW).orElseThrow();
    }

    private DueDelivery delivery() {
        UUID id = UUID.randomUUID();
        return new DueDelivery(
                id,
                kind.lane(),
                1,
                id,
                expiresAt,
                new DueDelivery.Subject(
                        UUID.randomUUID(), kind, kind.text(), UUID.randomUUID(), "key", read, shielded, unwanted),
                new DueDelivery.Person(PERSON, active, muted, quiet),
                new DueDelivery.Device("phone", owner, "ANDROID", PushChannel.FCM, token, null, 1, "zh-CN"));
    }
}
