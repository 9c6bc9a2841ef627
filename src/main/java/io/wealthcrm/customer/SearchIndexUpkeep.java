package io.wealthcrm.customer;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.wealthcrm.shared.Background;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Sorts into the indices of words what changed lately. A customer has some sixty entries in them, which PostgreSQL first
 * writes into a list, and else whoever fills it up sorts those of hundreds of customers while a person waits for an answer.
 */
@ApplicationScoped
class SearchIndexUpkeep {
    /** Some hundred customers are far from filling a list (V300). */
    private static final Duration PAUSE = Duration.ofSeconds(20);

    private static final String SORT =
            """
            select gin_clean_pending_list('customer_words_by_phone_part'::regclass)
                 + gin_clean_pending_list('customer_words_by_name_key'::regclass)""";

    private final Background background;
    private final Pool pool;

    SearchIndexUpkeep(Background background, Pool pool) {
        this.background = background;
        this.pool = pool;
    }

    void start(@Observes StartupEvent event) {
        background.every(PAUSE, "search indices", this::sort);
    }

    private Uni<Void> sort() {
        return pool.query(SORT).execute().replaceWithVoid();
    }
}
