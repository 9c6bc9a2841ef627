package io.wealthcrm.notification;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Gives turns one after the other, never two within the same interval. What was not used is not made up for. */
final class Pace {
    private final long interval;
    private final AtomicLong next;

    private Pace(long interval, long now) {
        this.interval = interval;
        next = new AtomicLong(now);
    }

    /** @param perSecond at least 1 */
    static Pace of(int perSecond, long now) {
        return new Pace(TimeUnit.SECONDS.toNanos(1) / perSecond, now);
    }

    /** The moment of the next turn, which is then taken; both as by {@link System#nanoTime()}. */
    long turn(long now) {
        return next.accumulateAndGet(now, (free, at) -> later(free, at) + interval) - interval;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
