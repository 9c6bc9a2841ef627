package io.wealthcrm.commission;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/**
 * Calculates a run in one transaction, a fixed number of statements however many orders there are: a killed one leaves
 * nothing, and is begun anew.
 */
@ApplicationScoped
class RunJob implements JobHandler {
    static final String KIND = "COMMISSION_RUN";

    /** ?1 the run. */
    private static final String REMOVE = "delete from commission_runs where id = ?1 and status = 'DISCARDED'";

    /** ?1 the run. */
    private static final String FAIL =
            "update commission_runs set status = 'FAILED' where id = ?1 and status = 'CALCULATING'";

    private final RunQueries runs;
    private final Months months;

    RunJob(RunQueries runs, Months months) {
        this.runs = runs;
        this.months = months;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID id) {
        return runs.existing(id)
                .invoke(Run::requireCalculating)
                .call(this::calculate)
                .map(run -> new Step(run.orders, true, Map.of("commissionRunId", id)));
    }

    @Override
    public Uni<Void> failed(UUID id) {
        return Db.execute(REMOVE, id).chain(() -> Db.execute(FAIL, id)).replaceWithVoid();
    }

    private Uni<Void> calculate(Run run) {
        return Db.execute(Engine.CLAW_BACK, run.id)
                .chain(() -> Db.select(String.class, Engine.PLANNING))
                .chain(() -> Db.execute(
                        Engine.EARN,
                        run.planVersionId,
                        months.begin(run.month),
                        months.end(run.month),
                        months.zone(),
                        run.id))
                .chain(() -> Db.execute(Engine.STATE, run.id))
                .chain(() -> Db.execute(Engine.FINISH, run.id))
                .invoke(RunJob::requireKept)
                .replaceWithVoid();
    }

    /** What was calculated of a run that was discarded meanwhile is rolled back. */
    private static void requireKept(int finished) {
        if (finished == 0) {
            throw Problem.of(CommissionProblem.COMMISSION_RUN_DISCARDED);
        }
    }
}
