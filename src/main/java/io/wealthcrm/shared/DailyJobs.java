package io.wealthcrm.shared;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneId;

/** Makes {@link DailyJob}s. */
@ApplicationScoped
public class DailyJobs {
    private final Jobs jobs;
    private final Audit audit;
    private final Background background;
    private final Clock clock;
    private final ZoneId zone;

    DailyJobs(Jobs jobs, Audit audit, Background background, Clock clock, WealthConfig config) {
        this.jobs = jobs;
        this.audit = audit;
        this.background = background;
        this.clock = clock;
        this.zone = config.zone();
    }

    /**
     * @param kind of the job, as its {@link JobHandler} says
     * @param add inserts the subject: ?1 its id, ?2 the business day, ?3 who asked or null for the day's own, ?4 the instant. Answers how
     *     much there is to do, and nothing where the day's own is there already
     */
    public DailyJob of(String kind, String add) {
        return new DailyJob(jobs, audit, background, clock.withZone(zone), kind, add);
    }
}
