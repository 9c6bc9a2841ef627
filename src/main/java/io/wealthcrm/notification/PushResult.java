package io.wealthcrm.notification;

import java.time.Duration;

/** @param retryAfter what FCM asked for in {@code Retry-After}; zero when it did not */
record PushResult(FcmOutcome outcome, Duration retryAfter) {

    static PushResult of(FcmOutcome outcome) {
        return new PushResult(outcome, Duration.ZERO);
    }
}
