package io.wealthcrm.attrition;

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
class AttritionScans {
    /** Answers how many customers are looked at. */
    private static final String ADD =
            """
            insert into attrition_scans (id, business_date, requested_by, requested_at) values (?1, ?2, cast(?3 as uuid), ?4)
            on conflict (business_date) where requested_by is null do nothing
            returning (select count(*) from customers)""";

    private final DailyJob daily;
    private final AttritionConfig settings;

    AttritionScans(DailyJobs jobs, AttritionConfig settings) {
        this.daily = jobs.of(AttritionJob.KIND, ADD);
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        daily.everyDay(settings.lookEvery());
    }

    /** Now, by the rules as they are. The job's subject is the scan. */
    @WithTransaction
    Uni<JobView> ask(Caller caller) {
        return daily.ask(caller.userId(), "ATTRITION_SCANNED", "ATTRITION_SCAN");
    }
}
