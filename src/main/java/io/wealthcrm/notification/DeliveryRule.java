package io.wealthcrm.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What follows from each answer of FCM. */
final class DeliveryRule {
    /** Attempts a delivery has before it is dead. */
    static final int MAX_ATTEMPTS = 12;

    static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    static final Duration QUOTA_PAUSE = Duration.ofSeconds(60);
    /** How long what FCM refuses for its credentials waits, if they are ours the whole lane; nothing but an administrator mends them. */
    static final Duration AUTH_PAUSE = Duration.ofMinutes(5);

    private DeliveryRule() {}

    /**
     * @param attempts how many attempts the delivery has had, with this one
     * @param now by the firm's clock, as is {@code expiresAt}
     */
    static Ruling after(PushResult result, int attempts, Instant now, Instant expiresAt, RandomGenerator random) {
        String code = result.outcome().name();
        return switch (result.outcome()) {
            case DELIVERED -> Ruling.delivered();
            case UNREGISTERED -> Ruling.dropped(code).with(Ruling.Token.GONE);
            case INVALID_TOKEN -> Ruling.dead(code).with(Ruling.Token.GONE);
            case SENDER_ID_MISMATCH -> Ruling.dead(code).with(Ruling.Token.QUARANTINED);
            case INVALID_ARGUMENT -> Ruling.dead(code);
            case NO_PUSH_SERVICE -> Ruling.dropped(code);
            case UNAVAILABLE, INTERNAL, UNKNOWN ->
                attempts >= MAX_ATTEMPTS
                        ? Ruling.dead(code)
                        : later(code, longer(result.retryAfter(), pause(attempts, random)), true, now, expiresAt);
            case QUOTA_EXCEEDED, AUTH_ERROR -> later(code, laneRest(result), false, now, expiresAt);
            case LANE_RESTING ->
                now.plus(result.retryAfter()).isBefore(expiresAt)
                        ? Ruling.again(code, now.plus(result.retryAfter()), false)
                        : Ruling.dead("EXPIRED");
            // The key of one platform: all others go on.
            case THIRD_PARTY_AUTH_ERROR -> later(code, AUTH_PAUSE, false, now, expiresAt);
        };
    }

    /** How long the answer lets the whole lane rest; zero for not at all. */
    static Duration laneRest(PushResult result) {
        return switch (result.outcome()) {
            case QUOTA_EXCEEDED -> quotaRest(result.retryAfter());
            case AUTH_ERROR -> AUTH_PAUSE;
            default -> Duration.ZERO;
        };
    }

    static Duration quotaRest(Duration retryAfter) {
        return longer(QUOTA_PAUSE, retryAfter);
    }

    /** 10 s · 2ⁿ for the n-th repeat, at most an hour, and up to half of it on top, so that failures do not march in step. */
    static Duration pause(int attempts, RandomGenerator random) {
        long doubled = FIRST_PAUSE.toMillis() << Math.min(attempts - 1, 20);
        long millis = Math.min(doubled, LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(millis + random.nextLong(millis / 2 + 1));
    }

    private static Ruling later(String code, Duration pause, boolean counted, Instant now, Instant expiresAt) {
        Instant due = now.plus(pause);
        return due.isBefore(expiresAt) ? Ruling.again(code, due, counted) : Ruling.dead(code);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
