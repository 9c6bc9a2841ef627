package io.wealthcrm.notification;

import java.time.Duration;

/** @param retryAfter what FCM asked for in {@code Retry-After}, or how long the lane rests yet; zero for neither */
record PushResult(FcmOutcome outcome, Duration retryAfter) {

    static PushResult of(FcmOutcome outcome) {
        return new PushResult(outcome, Duration.ZERO);
    }
}
