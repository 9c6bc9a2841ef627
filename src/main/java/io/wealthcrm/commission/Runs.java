package io.wealthcrm.commission;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Monthly runs. A run is calculated in one transaction, a fixed number of statements however many orders there are: a
 * killed one leaves nothing, and its repetition begins anew.
 */
@ApplicationScoped
class Runs {
    private static final Cursor START = Cursor.of(LocalDate.of(9999, 1, 1), new UUID(-1, -1));

    private final PlanQueries plans;
    private final RunQueries runs;
    private final Months months;
    private final Audit audit;
    private final Clock clock;

    Runs(PlanQueries plans, RunQueries runs, Months months, Audit audit, Clock clock) {
        this.plans = plans;
        this.runs = runs;
        this.months = months;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param made false for the run that was there already */
    record Prepared(RunView run, boolean made) {}

    /** The latest month first. */
    @WithSession
    Uni<Page<RunView>> list(PageRequest page) {
        Cursor cursor = page.cursor(2) == null ? START : page.cursor(2);
        return runs.runs(cursor.date(0), cursor.uuid(1), page.rows())
                .map(rows -> Page.of(rows, page.limit(), run -> Cursor.of(run.month, run.id))
                        .map(RunView::of));
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<RunView> view(UUID id) {
        return runs.existing(id).map(RunView::of);
    }

    /**
     * The plan's run of the month: the one there is, or a new preview. Whoever comes while another request works on the
     * plan is refused at once rather than kept waiting on a database connection.
     *
     * @throws Problem NOT_FOUND, COMMISSION_MONTH_OPEN, COMMISSION_RUN_IN_FLIGHT, COMMISSION_PREVIEW_OPEN, PLAN_NOT_IN_FORCE
     */
    @WithTransaction
    Uni<Prepared> prepare(UUID planId, LocalDate month, Caller caller) {
        return plans.locked(planId)
                .invoke(() -> months.requireOver(month))
                .chain(() -> runs.runOf(planId, month))
                .chain(found -> found == null
                        ? make(planId, month, caller)
                        : Uni.createFrom().item(new Prepared(RunView.of(found), false)));
    }

    private Uni<Prepared> make(UUID planId, LocalDate month, Caller caller) {
        return calculate(planId, month, caller)
                .call(run -> audit.record(caller.userId(), "COMMISSION_RUN_PREPARED", "COMMISSION_RUN", run.id))
                .map(run -> new Prepared(RunView.of(run), true));
    }

    /**
     * A second person makes a preview final.
     *
     * @throws Problem NOT_FOUND, COMMISSION_RUN_FINAL, COMMISSION_SECOND_PERSON, COMMISSION_RUN_OUTDATED
     */
    @WithTransaction
    Uni<RunView> approve(UUID id, Caller caller) {
        return runs.locked(id)
                .call(() -> runs.requireUpToDate(id))
                .invoke(run -> run.approve(caller.userId(), clock.instant()))
                .call(() -> Db.session().chain(session -> session.flush()))
                .call(run -> audit.record(caller.userId(), "COMMISSION_RUN_APPROVED", "COMMISSION_RUN", run.id))
                .map(RunView::of);
    }

    /** Throws a preview away, so that it can be calculated anew. @throws Problem NOT_FOUND, COMMISSION_RUN_FINAL */
    @WithTransaction
    Uni<Void> discard(UUID id, Caller caller) {
        return runs.locked(id)
                .invoke(Run::requirePreview)
                .call(run -> audit.record(caller.userId(), "COMMISSION_RUN_DISCARDED", "COMMISSION_RUN", run.id))
                .chain(run -> Db.session().chain(session -> session.remove(run)));
    }

    private Uni<Run> calculate(UUID planId, LocalDate month, Caller caller) {
        return plans.inForce(planId, month)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommissionProblem.PLAN_NOT_IN_FORCE))
                .chain(version -> Db.persist(Run.preview(Ids.next(), version, month, caller.userId(), clock.instant())))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "commission_runs_one_preview"))
                .transform(failure -> Problem.of(CommissionProblem.COMMISSION_PREVIEW_OPEN))
                .call(this::writeLines);
    }

    private Uni<Void> writeLines(Run run) {
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
                .chain(() -> Db.select(Run.Total.class, Engine.TOTAL, run.id))
                .invoke(total -> run.take(total.get(0)))
                .replaceWithVoid();
    }
}
