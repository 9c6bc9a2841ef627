package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant FAR = NOW.plus(Duration.ofDays(3));

    private final Random random = new Random(7);

    @ParameterizedTest
    @CsvSource({
        "DELIVERED,          DELIVERED, KEPT",
        "UNREGISTERED,       DROPPED,   GONE",
        "INVALID_TOKEN,      DEAD,      GONE",
        "SENDER_ID_MISMATCH, DEAD,      QUARANTINED",
        "INVALID_ARGUMENT,   DEAD,      KEPT",
        "NO_PUSH_SERVICE,    DROPPED,   KEPT",
    })
    void endsWithTheAnswersThatAreFinal(PushOutcome outcome, Ruling.State state, Ruling.Token token) {
        Ruling ruling = after(outcome, 1);

        assertThat(ruling.state()).isEqualTo(state);
        assertThat(ruling.token()).isEqualTo(token);
        assertThat(DeliveryRule.laneRest(PushResult.of(outcome))).isZero();
        assertThat(ruling.reason()).isEqualTo(outcome == PushOutcome.DELIVERED ? null : outcome.name());
    }

    @ParameterizedTest
    @EnumSource(
            value = PushOutcome.class,
            names = {"UNAVAILABLE", "INTERNAL", "UNKNOWN"})
    void repeatsWithDoublingPausesUntilTheTwelfthTry(PushOutcome outcome) {
        for (int attempt = 1; attempt < DeliveryRule.MAX_ATTEMPTS; attempt++) {
            Ruling ruling = after(outcome, attempt);
            Duration least = Duration.ofSeconds(Math.min(3600, 10L << (attempt - 1)));

            assertThat(ruling.state()).isEqualTo(Ruling.State.PENDING);
            assertThat(ruling.counted()).isTrue();
            assertThat(ruling.dueAt())
                    .isBetween(NOW.plus(least), NOW.plus(least.multipliedBy(3).dividedBy(2)));
        }
        assertThat(after(outcome, DeliveryRule.MAX_ATTEMPTS).state()).isEqualTo(Ruling.State.DEAD);
    }

    @Test
    void repeatsNoSoonerThanFcmAsks() {
        PushResult result = new PushResult(PushOutcome.UNAVAILABLE, Duration.ofMinutes(7));

        assertThat(DeliveryRule.after(result, 1, NOW, FAR, random).dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(7)));
    }

    @ParameterizedTest
    @CsvSource({"0, 60", "10, 60", "60, 60", "61, 61", "600, 600"})
    void restsTheWholeLaneWhenTheQuotaIsExceeded(long retryAfter, long pause) {
        PushResult result = new PushResult(PushOutcome.QUOTA_EXCEEDED, Duration.ofSeconds(retryAfter));
        Ruling ruling = DeliveryRule.after(result, DeliveryRule.MAX_ATTEMPTS, NOW, FAR, random);

        assertThat(ruling.state()).isEqualTo(Ruling.State.PENDING);
        assertThat(DeliveryRule.laneRest(result)).isEqualTo(Duration.ofSeconds(pause));
        assertThat(ruling.dueAt()).isEqualTo(NOW.plusSeconds(pause));
        assertThat(ruling.counted()).isFalse();
    }

    /** Handed back, not a try: it goes when the lane does, unless it is too late by then. */
    @Test
    void waitsForItsLaneWithoutATry() {
        PushResult notSent = new PushResult(PushOutcome.LANE_RESTING, Duration.ofSeconds(42));
        Ruling ruling = DeliveryRule.after(notSent, DeliveryRule.MAX_ATTEMPTS, NOW, FAR, random);

        assertThat(ruling).isEqualTo(Ruling.again("LANE_RESTING", NOW.plusSeconds(42), false));
        assertThat(DeliveryRule.laneRest(notSent)).isZero();
        assertThat(DeliveryRule.after(notSent, 1, NOW, NOW.plusSeconds(42), random))
                .isEqualTo(Ruling.dead("EXPIRED"));
    }

    @ParameterizedTest
    @CsvSource({"AUTH_ERROR, 300", "THIRD_PARTY_AUTH_ERROR, 0"})
    void stopsTheLaneOnlyWhenOurOwnCredentialsAreRefused(PushOutcome outcome, long pause) {
        Ruling ruling = after(outcome, 1);

        assertThat(ruling.state()).isEqualTo(Ruling.State.PENDING);
        assertThat(ruling.counted()).isFalse();
        assertThat(ruling.dueAt()).isEqualTo(NOW.plus(DeliveryRule.AUTH_PAUSE));
        assertThat(DeliveryRule.laneRest(PushResult.of(outcome))).hasSeconds(pause);
    }

    @ParameterizedTest
    @EnumSource(
            value = PushOutcome.class,
            names = {"UNAVAILABLE", "INTERNAL", "UNKNOWN", "QUOTA_EXCEEDED", "AUTH_ERROR"})
    void isDeadWhenTheNextTryWouldComeTooLate(PushOutcome outcome) {
        Instant soon = NOW.plusSeconds(9);

        assertThat(DeliveryRule.after(PushResult.of(outcome), 1, NOW, soon, random)
                        .state())
                .isEqualTo(Ruling.State.DEAD);
    }

    private Ruling after(PushOutcome outcome, int attempts) {
        return DeliveryRule.after(PushResult.of(outcome), attempts, NOW, FAR, random);
    }
}
