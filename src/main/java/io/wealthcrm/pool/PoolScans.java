package io.wealthcrm.pool;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** The rules applied: once on each of the firm's days, and when somebody asks for it. */
@ApplicationScoped
class PoolScans {
    /** Whose job the daily one is. */
    private static final UUID NOBODY = new UUID(0, 0);

    /** Answers how many customers can fall at most. */
    private static final String ADD =
            """
            insert into pool_scans (id, business_date, requested_by, requested_at) values (?1, ?2, cast(?3 as uuid), ?4)
            on conflict (business_date) where requested_by is null do nothing
            returning (select count(*) from pool_warnings where falls_on <= ?2)""";

    private final Jobs jobs;
    private final Audit audit;
    private final Background background;
    private final Clock clock;
    private final ZoneId zone;
    private final PoolConfig settings;
    private volatile LocalDate scanned = LocalDate.MIN;

    PoolScans(Jobs jobs, Audit audit, Background background, Clock clock, WealthConfig config, PoolConfig settings) {
        this.jobs = jobs;
        this.audit = audit;
        this.background = background;
        this.clock = clock;
        this.zone = config.zone();
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        background.every(settings.lookEvery(), "pool scan", this::look).wake();
    }

    /** Now, by the rules as they are. The job's subject is the scan. */
    @WithTransaction
    Uni<JobView> ask(Caller caller) {
        UUID id = Ids.next();
        return add(id, today(), caller.userId())
                .call(() -> audit.record(caller.userId(), "POOL_SCANNED", "POOL_SCAN", id))
                .chain(due -> jobs.start(PoolScanJob.KIND, id, due.get(0), caller.userId()));
    }

    /** Asks the database only when the date has changed since this node last did. */
    private Uni<Void> look() {
        LocalDate today = today();
        return scanned.isBefore(today)
                ? Panache.withTransaction(() -> daily(today)).invoke(() -> scanned = today)
                : Uni.createFrom().voidItem();
    }

    /** Of several nodes one adds the day. */
    private Uni<Void> daily(LocalDate today) {
        UUID id = Ids.next();
        return add(id, today, null)
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : jobs.start(PoolScanJob.KIND, id, due.get(0), NOBODY).replaceWithVoid());
    }

    private Uni<List<Long>> add(UUID id, LocalDate today, UUID by) {
        return Db.select(Long.class, ADD, id, today, by, clock.instant());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }
}
