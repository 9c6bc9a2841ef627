package io.wealthcrm.performance;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Has past days worked out again before the night does, for instance after customers were merged. */
@ApplicationScoped
class Recomputations {
    private static final int MOST_DAYS = 1096;

    private static final String ADD =
            """
            insert into person_day_recomputations (id, from_day, to_day, next_day, requested_by, requested_at)
            values (?1, ?2, ?3, ?2, ?4, ?5)""";

    private final Jobs jobs;
    private final Audit audit;
    private final Clock clock;
    private final WealthConfig config;

    Recomputations(Jobs jobs, Audit audit, Clock clock, WealthConfig config) {
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
    }

    /** Business dates up to today, at most 1096; both count. */
    record Range(@NotNull LocalDate from, @NotNull LocalDate to) {
        long days() {
            return ChronoUnit.DAYS.between(from, to) + 1;
        }
    }

    /** The job's subject is the recomputation. @throws Problem INVALID_INPUT */
    @WithTransaction
    Uni<JobView> ask(Caller caller, Range range) {
        LocalDate today = LocalDate.now(clock.withZone(config.zone()));
        if (range.to().isAfter(today) || range.days() < 1 || range.days() > MOST_DAYS) {
            throw Problem.invalid("/to", "RANGE", range.from() + " … " + today);
        }
        UUID id = Ids.next();
        return Db.execute(ADD, id, range.from(), range.to(), caller.userId(), clock.instant())
                .call(() -> audit.record(caller.userId(), "PERFORMANCE_RECOMPUTED", "PERFORMANCE_RECOMPUTATION", id))
                .chain(() -> jobs.start(FactJob.KIND, id, range.days(), caller.userId()));
    }
}
