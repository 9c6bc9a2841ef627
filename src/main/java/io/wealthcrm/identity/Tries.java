package io.wealthcrm.identity;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/** Limits for routes that are open to strangers, counted over all nodes and exactly, however many come at once. */
@ApplicationScoped
public class Tries {
    private final Throttle throttle;

    Tries(Throttle throttle) {
        this.throttle = throttle;
    }

    /**
     * Takes one of so many tries that a period allows; it counts whatever follows, so it is taken outside any transaction.
     *
     * @param name keeps keys of different limits apart; @param key whose tries they are, kept as a hash only
     * @throws Problem TOO_MANY_REQUESTS with {@code retryAfterSeconds}
     */
    public Uni<Void> take(String name, int tries, Duration period, String key) {
        return throttle.wait(new Throttle.Limit(name, tries, period), key)
                .invoke(seconds -> {
                    if (seconds > 0) {
                        throw Problem.of(CommonProblem.TOO_MANY_REQUESTS, Map.of("retryAfterSeconds", seconds));
                    }
                })
                .replaceWithVoid();
    }

    /** Gives a try back that turned out not to count. */
    public Uni<Void> giveBack(String name, int tries, Duration period, String key) {
        return throttle.giveBack(new Throttle.Limit(name, tries, period), key);
    }
}
