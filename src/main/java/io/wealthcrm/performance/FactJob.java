package io.wealthcrm.performance;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Works the facts of a range of days out again, some days at a step; what comes out otherwise is a correction of today. */
@ApplicationScoped
class FactJob implements JobHandler {
    static final String KIND = "PERFORMANCE";

    private static final String LOCK = "select 1 from person_day_scan for update";

    private static final String NEXT =
            """
            update person_day_recomputations set next_day = least(next_day + cast(?2 as integer), to_day + 1)
             where id = ?1 returning old.next_day, new.next_day, to_day""";

    private final Facts facts;
    private final Clock clock;
    private final WealthConfig config;

    FactJob(Facts facts, Clock clock, WealthConfig config) {
        this.facts = facts;
        this.clock = clock;
        this.config = config;
    }

    record Stretch(LocalDate from, LocalDate until, LocalDate last) {
        List<LocalDate> days() {
            return from.datesUntil(until).toList();
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID id) {
        LocalDate today = LocalDate.now(clock.withZone(config.zone()));
        return Db.select(Integer.class, LOCK)
                .chain(() -> Db.one(Stretch.class, NEXT, id, FactScan.CHUNK))
                .call(stretch -> facts.workOut(stretch.days(), today))
                .map(stretch -> new Step(stretch.days().size(), stretch.until().isAfter(stretch.last()), Map.of()));
    }
}
