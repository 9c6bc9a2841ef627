package io.wealthcrm.identity;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Tells people that somebody's tries have locked their account, once an hour at most. Beside the answer, which takes no longer
 * for a name that somebody has.
 */
@ApplicationScoped
class Lockouts {
    private static final Throttle.Limit NOTICES = new Throttle.Limit("locked-notice", 1, Duration.ofHours(1));

    private final Throttle throttle;
    private final UserQueries queries;
    private final Outbox outbox;
    private final Background background;

    Lockouts(Throttle throttle, UserQueries queries, Outbox outbox, Background background) {
        this.throttle = throttle;
        this.queries = queries;
        this.outbox = outbox;
        this.background = background;
    }

    /** A try at the account was not taken; returns at once. */
    void refused(String username) {
        background.run("telling of a locked account", () -> throttle.wait(NOTICES, username)
                .chain(seconds -> seconds > 0 ? Uni.createFrom().voidItem() : tell(username)));
    }

    private Uni<Void> tell(String username) {
        return Panache.withTransaction(() -> queries.active(username)
                .chain(user -> user == null
                        ? Uni.createFrom().voidItem()
                        : outbox.publish(AccountChanged.of(user.id, AccountChange.LOCKED))));
    }
}
