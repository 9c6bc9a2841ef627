package io.wealthcrm.pool;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** One scan: the first step warns, one statement for each kind of rule; each further one lets a thousand fall. */
@ApplicationScoped
class PoolScanJob implements JobHandler {
    static final String KIND = "POOL_SCAN";

    private static final String FELL =
            """
            update pool_scans set fallen = fallen + ?2, finished_at = case when ?3 then cast(?4 as timestamptz) end
             where id = ?1 returning business_date, warned, fallen""";

    private final PoolWarnings warnings;
    private final Falls falls;
    private final Clock clock;

    PoolScanJob(PoolWarnings warnings, Falls falls, Clock clock) {
        this.warnings = warnings;
        this.falls = falls;
        this.clock = clock;
    }

    record Scan(LocalDate day, Long warned, long fallen) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID id) {
        return Db.one(Scan.class, "select business_date, warned, fallen from pool_scans where id = ?1", id)
                .chain(scan -> scan.warned() == null ? warn(id, scan.day()) : fall(id, scan.day()));
    }

    private Uni<Step> warn(UUID id, LocalDate day) {
        return warnings.give(day)
                .chain(given -> Db.execute("update pool_scans set warned = ?2 where id = ?1", id, (long) given))
                .replaceWith(new Step(0, false, Map.of()));
    }

    private Uni<Step> fall(UUID id, LocalDate day) {
        return falls.next(day).chain(batch -> {
            boolean last = batch.looked() < Falls.BATCH;
            return Db.one(Scan.class, FELL, id, (long) batch.fallen(), last, clock.instant())
                    .map(scan -> new Step(
                            batch.looked(),
                            last,
                            Map.of("date", scan.day(), "warned", scan.warned(), "fallen", scan.fallen())));
        });
    }
}
