package io.wealthcrm.segment;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.contribution.ContributionsRecomputed;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.OutboxHandler;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** Has all customers' tiers judged anew: whenever what they own and bring was worked out, and when somebody asks for it. */
@ApplicationScoped
class TierRecomputations implements OutboxHandler<ContributionsRecomputed> {
    /** Whose job one is that nobody asked for. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String ADD =
            """
            insert into tier_recomputations (id, business_date, requested_by, requested_at)
            values (?1, ?2, cast(?3 as uuid), ?4) returning (select count(*) from customers)""";

    private final Jobs jobs;
    private final Audit audit;
    private final Clock clock;
    private final WealthConfig config;

    TierRecomputations(Jobs jobs, Audit audit, Clock clock, WealthConfig config) {
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
    }

    /** The job's subject is the recomputation. */
    @WithTransaction
    Uni<JobView> ask(Caller caller) {
        UUID id = Ids.next();
        return add(id, caller.userId())
                .call(() -> audit.record(caller.userId(), "TIERS_RECOMPUTED", "TIER_RECOMPUTATION", id))
                .chain(customers -> jobs.start(TierJob.KIND, id, customers, caller.userId()));
    }

    @Override
    public Class<ContributionsRecomputed> event() {
        return ContributionsRecomputed.class;
    }

    @Override
    public Uni<Void> handle(ContributionsRecomputed done) {
        UUID id = Ids.next();
        return add(id, null)
                .chain(customers -> jobs.start(TierJob.KIND, id, customers, NOBODY))
                .replaceWithVoid();
    }

    private Uni<Long> add(UUID id, UUID by) {
        LocalDate today = LocalDate.now(clock.withZone(config.zone()));
        return Db.one(Long.class, ADD, id, today, by, clock.instant());
    }
}
