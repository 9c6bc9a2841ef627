package io.wealthcrm.succession;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Covers whose last day is over. They show nothing from midnight on; this tells it, so that people leave the rooms. */
@ApplicationScoped
class ExpiredCovers {
    private static final String OVER =
            """
            update advisor_covers set over_at = ?2
             where id in (select id from advisor_covers where ended_at is null and over_at is null and to_on < cast(?1 as date)
                           order by to_on limit 500 for update skip locked)
            returning covered_id, cover_id""";

    private final Outbox outbox;
    private final Background background;
    private final Clock clock;
    private final WealthConfig config;

    ExpiredCovers(Outbox outbox, Background background, Clock clock, WealthConfig config) {
        this.outbox = outbox;
        this.background = background;
        this.clock = clock;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        background
                .every(config.housekeepingEvery(), "covers past their last day", this::tell)
                .wake();
    }

    private Uni<Void> tell() {
        return Panache.withTransaction(this::tellSome)
                .chain(over -> over.isEmpty() ? Uni.createFrom().voidItem() : tell());
    }

    private Uni<List<CoverEnded>> tellSome() {
        Instant now = clock.instant();
        return Db.select(CoverEnded.class, OVER, LocalDate.ofInstant(now, config.zone()), now)
                .call(outbox::publishAll);
    }
}
