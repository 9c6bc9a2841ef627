package io.wealthcrm.commission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.UUID;

/** Simulations asked for, and what came of them; {@link SimulationJob} works them out. */
@ApplicationScoped
class Simulations {
    private static final int MONTHS = 12;

    private static final String ADD =
            """
            insert into commission_simulations (id, plan_version_id, from_month, to_month, requested_by, requested_at)
            values (?1, ?2, ?3, ?4, ?5, ?6)""";

    private static final String OUTCOME =
            "select coalesce(cast(outcome as text), '') from commission_simulations where id = ?1";

    private final PlanQueries plans;
    private final Jobs jobs;
    private final Months months;
    private final ObjectMapper json;
    private final Clock clock;

    Simulations(PlanQueries plans, Jobs jobs, Months months, ObjectMapper json, Clock clock) {
        this.plans = plans;
        this.jobs = jobs;
        this.months = months;
        this.json = json;
        this.clock = clock;
    }

    /**
     * From one month to another, both included; a year at most.
     *
     * @throws Problem NOT_FOUND, COMMISSION_MONTH_OPEN, INVALID_INPUT
     */
    @WithTransaction
    Uni<JobView> start(UUID versionId, LocalDate from, LocalDate to, Caller caller) {
        requireSpan(from, to);
        months.requireOver(to);
        UUID id = Ids.next();
        return plans.version(versionId)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND))
                .chain(() -> Db.execute(ADD, id, versionId, from, to, caller.userId(), clock.instant()))
                .chain(() -> jobs.start(SimulationJob.KIND, id, months(from, to), caller.userId()));
    }

    /** @throws Problem NOT_FOUND, COMMISSION_NOT_CALCULATED */
    @WithSession
    Uni<Simulation> outcome(UUID id) {
        return Db.one(String.class, OUTCOME, id).map(this::parsed);
    }

    /** How many months there are from one to another. */
    static long months(LocalDate from, LocalDate to) {
        return Period.between(from, to).toTotalMonths() + 1;
    }

    private Simulation parsed(String outcome) {
        if (outcome.isEmpty()) {
            throw Problem.of(CommissionProblem.COMMISSION_NOT_CALCULATED);
        }
        try {
            return json.readValue(outcome, Simulation.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void requireSpan(LocalDate from, LocalDate to) {
        if (to.isBefore(from) || !to.isBefore(from.plusMonths(MONTHS))) {
            throw Problem.invalid("/to", "RANGE", "起止须在十二个月以内 / within twelve months from the first");
        }
    }
}
