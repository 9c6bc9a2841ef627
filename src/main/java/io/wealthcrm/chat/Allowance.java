package io.wealthcrm.chat;

/** A token bucket of one socket; the caller gives the time, in nanoseconds. Not safe for concurrent use. */
final class Allowance {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long at;

    Allowance(int perSecond, int burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.at = now;
    }

    /** Takes one token and answers 0, or takes none and answers in how many milliseconds there will be one. */
    long take(long now) {
        tokens = Math.min(burst, tokens + Math.max(0, now - at) / NANOS * perSecond);
        at = now;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - tokens) / perSecond * 1000));
    }
}
