package io.wealthcrm.chat;

import io.micrometer.core.instrument.MeterRegistry;

/** Why a socket is closed. After a final code the app does not come back by itself; after the others it does, with full jitter. */
enum CloseCode {
    BAD_FRAME(4400),
    SIGN_IN_AGAIN(4401),
    DENIED(4403),
    /** Retry: a write was stuck or no pong came. */
    TOO_SLOW(4408),
    CONNECTED_ELSEWHERE(4409),
    TOO_BIG(4413),
    /** Retry. */
    TOO_FAST(4429),
    /** Retry, after the {@code retryMs} of the reason. */
    DRAINING(4503);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Counts one more socket closed with this code. */
    void count(MeterRegistry metrics) {
        metrics.counter("wealth.chat.closes", "code", name()).increment();
    }
}
