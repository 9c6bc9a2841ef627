package io.wealthcrm.identity;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.wealthcrm.shared.Problem;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** So many tokens per key and period; forgets the keys least recently asked for beyond a bound. */
final class Throttle {
    private static final int MAX_KEYS = 50_000;

    private final int tokens;
    private final Duration period;
    private final Map<String, Bucket> buckets = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_KEYS;
        }
    });

    Throttle(int tokens, Duration period) {
        this.tokens = tokens;
        this.period = period;
    }

    /** Takes a token, or refuses with {@code SIGN_IN_THROTTLED}. */
    void take(String key) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw refused(probe.getNanosToWaitForRefill());
        }
    }

    /** Gives a token back that turned out not to be due. */
    void giveBack(String key) {
        bucket(key).addTokens(1);
    }

    private Bucket bucket(String key) {
        return buckets.computeIfAbsent(key, k -> Bucket.builder()
                .addLimit(limit -> limit.capacity(tokens).refillGreedy(tokens, period))
                .build());
    }

    private static Problem refused(long nanos) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos) + 1);
        return Problem.of(IdentityProblem.SIGN_IN_THROTTLED, Map.of("retryAfterSeconds", seconds));
    }
}
