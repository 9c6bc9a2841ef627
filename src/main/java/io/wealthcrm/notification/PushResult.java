package io.wealthcrm.notification;

import java.time.Duration;

/** @param retryAfter what FCM asked for in {@code Retry-After}, or how long the lane rests yet; zero for neither */
record PushResult(PushOutcome outcome, Duration retryAfter) {

    static PushResult of(PushOutcome outcome) {
        return new PushResult(outcome, Duration.ZERO);
    }
}
