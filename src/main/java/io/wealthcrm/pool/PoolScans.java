package io.wealthcrm.pool;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.DailyJob;
import io.wealthcrm.shared.DailyJobs;
import io.wealthcrm.shared.JobView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The rules applied: once on each of the firm's days, and when somebody asks for it. */
@ApplicationScoped
class PoolScans {
    /** Answers how many customers can fall at most. */
    private static final String ADD =
            """
            insert into pool_scans (id, business_date, requested_by, requested_at) values (?1, ?2, cast(?3 as uuid), ?4)
            on conflict (business_date) where requested_by is null do nothing
            returning (select count(*) from pool_warnings where falls_on <= ?2)""";

    private final DailyJob daily;
    private final PoolConfig settings;

    PoolScans(DailyJobs jobs, PoolConfig settings) {
        this.daily = jobs.of(PoolScanJob.KIND, ADD);
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        daily.everyDay(settings.lookEvery());
    }

    /** Now, by the rules as they are. The job's subject is the scan. */
    @WithTransaction
    Uni<JobView> ask(Caller caller) {
        return daily.ask(caller.userId(), "POOL_SCANNED", "POOL_SCAN");
    }
}
