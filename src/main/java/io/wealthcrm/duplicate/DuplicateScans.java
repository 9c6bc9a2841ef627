package io.wealthcrm.duplicate;

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

/** All files compared: once on each of the firm's days, and when somebody asks for it. */
@ApplicationScoped
class DuplicateScans {
    /** Whose job the daily one is. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String ADD =
            """
            insert into duplicate_scans (id, business_date, requested_by, requested_at, files)
            select ?1, ?2, cast(?3 as uuid), ?4, count(*) from customers
            on conflict (business_date) where requested_by is null do nothing returning files""";

    private final Jobs jobs;
    private final Audit audit;
    private final Background background;
    private final Clock clock;
    private final ZoneId zone;
    private final DuplicateConfig settings;
    private volatile LocalDate scanned = LocalDate.MIN;

    DuplicateScans(
            Jobs jobs, Audit audit, Background background, Clock clock, WealthConfig config, DuplicateConfig settings) {
        this.jobs = jobs;
        this.audit = audit;
        this.background = background;
        this.clock = clock;
        this.zone = config.zone();
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        background.every(settings.lookEvery(), "duplicate scan", this::look).wake();
    }

    /** The job's subject is the scan. */
    @WithTransaction
    Uni<JobView> ask(Caller caller) {
        UUID id = Ids.next();
        return add(id, today(), caller.userId())
                .call(() -> audit.record(caller.userId(), "DUPLICATES_SCANNED", "DUPLICATE_SCAN", id))
                .chain(files -> jobs.start(DuplicateScanJob.KIND, id, files.get(0), caller.userId()));
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
                .chain(files -> files.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : jobs.start(DuplicateScanJob.KIND, id, files.get(0), NOBODY)
                                .replaceWithVoid());
    }

    private Uni<List<Long>> add(UUID id, LocalDate today, UUID by) {
        return Db.select(Long.class, ADD, id, today, by, clock.instant());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }
}
