package io.wealthcrm.contribution;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.DailyJob;
import io.wealthcrm.shared.DailyJobs;
import io.wealthcrm.shared.JobView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The firm's contributions worked out anew: once on each of the firm's days, and when somebody asks for it. */
@ApplicationScoped
class Recomputations {
    private static final String ADD =
            """
            insert into contribution_recomputations (id, as_of, customers, requested_by, requested_at)
            select ?1, ?2, count(*), cast(?3 as uuid), ?4 from customers
            on conflict (as_of) where requested_by is null do nothing returning customers""";

    private final DailyJob daily;
    private final ContributionConfig settings;

    Recomputations(DailyJobs jobs, ContributionConfig settings) {
        this.daily = jobs.of(RecomputationJob.KIND, ADD);
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        daily.everyDay(settings.lookEvery());
    }

    /** Up to today. The job's subject is the recomputation. */
    @WithTransaction
    Uni<JobView> ask(Caller caller) {
        return daily.ask(caller.userId(), "CONTRIBUTIONS_RECOMPUTED", "CONTRIBUTION_RECOMPUTATION");
    }
}
