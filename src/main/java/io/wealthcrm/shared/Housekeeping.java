package io.wealthcrm.shared;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Removes what has served its time: idempotency keys after the 24 h of the contract, handled events after a week. */
@ApplicationScoped
class Housekeeping {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Background background;

    Housekeeping(Background background) {
        this.background = background;
    }

    void start(@Observes StartupEvent event) {
        background.every(PAUSE, "housekeeping", this::tidy);
    }

    private Uni<Void> tidy() {
        return Panache.withTransaction(() -> Db.execute(
                                "delete from idempotency_keys where created_at < now() - interval '24 hours'")
                        .chain(() -> Db.execute("delete from outbox_events where done_at < now() - interval '7 days'")))
                .replaceWithVoid();
    }
}
