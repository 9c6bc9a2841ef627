package io.wealthcrm.duplicate;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.DailyJob;
import io.wealthcrm.shared.DailyJobs;
import io.wealthcrm.shared.JobView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** All files compared: once on each of the firm's days, and when somebody asks for it. */
@ApplicationScoped
class DuplicateScans {
    private static final String ADD =
            """
            insert into duplicate_scans (id, business_date, requested_by, requested_at, files)
            select ?1, ?2, cast(?3 as uuid), ?4, count(*) from customers
            on conflict (business_date) where requested_by is null do nothing returning files""";

    private final DailyJob daily;
    private final DuplicateConfig settings;

    DuplicateScans(DailyJobs jobs, DuplicateConfig settings) {
        this.daily = jobs.of(DuplicateScanJob.KIND, ADD);
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        daily.everyDay(settings.lookEvery());
    }

    /** The job's subject is the scan. */
    @WithTransaction
    Uni<JobView> ask(Caller caller) {
        return daily.ask(caller.userId(), "DUPLICATES_SCANNED", "DUPLICATE_SCAN");
    }
}
