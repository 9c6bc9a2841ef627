package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.UUID;

/** Has the names on file renewed when a version of {@link SearchText} first starts; of several nodes one asks for it. */
@ApplicationScoped
class SearchTextRenewals {
    /** Whose job it is. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String ADD =
            """
            with added as (
                insert into search_text_renewals (id, version, begun_at) values (?1, ?2, ?3) on conflict (version) do nothing
                returning id)
            select (select count(*) from customers) from added""";

    private final Jobs jobs;
    private final Background background;
    private final Clock clock;

    SearchTextRenewals(Jobs jobs, Background background, Clock clock) {
        this.jobs = jobs;
        this.background = background;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        background.run("renewal of search texts", () -> Panache.withTransaction(this::begin));
    }

    private Uni<Void> begin() {
        UUID id = Ids.next();
        return Db.select(Long.class, ADD, id, SearchText.VERSION, clock.instant())
                .chain(total -> total.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : jobs.start(SearchTextRenewalJob.KIND, id, total.get(0), NOBODY)
                                .replaceWithVoid());
    }
}
