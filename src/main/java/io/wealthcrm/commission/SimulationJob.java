package io.wealthcrm.commission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.commission.Simulation.Earned;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Replays past months under a version of a plan; writes nothing but what came of it. Both sides come out of the same
 * calculation with the units led as they are now, so that a difference is the rules' alone. One pass a month and side.
 */
@ApplicationScoped
class SimulationJob implements JobHandler {
    static final String KIND = "COMMISSION_SIMULATION";

    private static final String ASKED =
            """
            select s.plan_version_id, v.plan_id, s.from_month, s.to_month
              from commission_simulations s join commission_plan_versions v on v.id = s.plan_version_id where s.id = ?1""";

    private static final String EARNED = Engine.LINES
            + """
            select line.beneficiary_id, u.display_name, sum(line.amount) as amount
              from line join users u on u.id = line.beneficiary_id
             group by line.beneficiary_id, u.display_name""";

    private static final String ANSWER =
            "update commission_simulations set outcome = cast(cast(?2 as text) as jsonb) where id = ?1";

    private final PlanQueries plans;
    private final Months months;
    private final ObjectMapper json;

    SimulationJob(PlanQueries plans, Months months, ObjectMapper json) {
        this.plans = plans;
        this.months = months;
        this.json = json;
    }

    /** Both months are included. */
    record Asked(UUID versionId, UUID planId, LocalDate from, LocalDate to) {
        long months() {
            return Simulations.months(from, to);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID id) {
        return Db.select(String.class, Engine.PLANNING)
                .chain(() -> Db.select(Asked.class, ASKED, id))
                .map(rows -> rows.get(0))
                .call(asked -> replay(asked).chain(outcome -> Db.execute(ANSWER, id, write(outcome))))
                .map(asked -> new Step(asked.months(), true, Map.of("commissionSimulationId", id)));
    }

    private Uni<Simulation> replay(Asked asked) {
        return each(asked, month -> inForce(asked.planId(), month)).chain(current -> each(
                        asked, month -> earned(asked.versionId(), month))
                .map(simulated -> Simulation.of(
                        asked.versionId(), Months.text(asked.from()), Months.text(asked.to()), current, simulated)));
    }

    private static Uni<List<Earned>> each(Asked asked, Function<LocalDate, Uni<List<Earned>>> month) {
        return Multi.createFrom()
                .items(asked.from().datesUntil(asked.to().plusDays(1), Period.ofMonths(1)))
                .onItem()
                .transformToUniAndConcatenate(month::apply)
                .collect()
                .asList()
                .map(all -> all.stream().flatMap(List::stream).toList());
    }

    private Uni<List<Earned>> inForce(UUID planId, LocalDate month) {
        return plans.inForce(planId, month)
                .chain(version -> version == null ? Uni.createFrom().item(List.of()) : earned(version.id, month));
    }

    private Uni<List<Earned>> earned(UUID versionId, LocalDate month) {
        return Db.select(Earned.class, EARNED, versionId, months.begin(month), months.end(month), months.zone());
    }

    private String write(Simulation outcome) {
        try {
            return json.writeValueAsString(outcome);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
