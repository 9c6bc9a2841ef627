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
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** Monthly runs: asked for, approved by a second person or thrown away; {@link RunJob} calculates them. */
@ApplicationScoped
class Runs {
    private static final Cursor START = Cursor.of(LocalDate.of(9999, 1, 1), new UUID(-1, -1));

    private final PlanQueries plans;
    private final RunQueries runs;
    private final Jobs jobs;
    private final Months months;
    private final Audit audit;
    private final Clock clock;

    Runs(PlanQueries plans, RunQueries runs, Jobs jobs, Months months, Audit audit, Clock clock) {
        this.plans = plans;
        this.runs = runs;
        this.jobs = jobs;
        this.months = months;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param job what calculates the run; null when that is over */
    record Prepared(RunView run, JobView job) {}

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
     * The plan's run of the month: the one there is, or a new one with the job that calculates it. Whoever comes while
     * another request works on the plan is refused at once rather than kept waiting on a database connection.
     *
     * @throws Problem NOT_FOUND, COMMISSION_MONTH_OPEN, COMMISSION_RUN_IN_FLIGHT, COMMISSION_PREVIEW_OPEN, PLAN_NOT_IN_FORCE
     */
    @WithTransaction
    Uni<Prepared> prepare(UUID planId, LocalDate month, Caller caller) {
        return plans.locked(planId)
                .invoke(() -> months.requireOver(month))
                .chain(() -> runs.runOf(planId, month))
                .chain(found -> found == null ? make(planId, month, caller) : there(found));
    }

    /**
     * A second person makes a preview final.
     *
     * @throws Problem NOT_FOUND, COMMISSION_NOT_CALCULATED, COMMISSION_RUN_FINAL, COMMISSION_SECOND_PERSON,
     *     COMMISSION_RUN_OUTDATED
     */
    @WithTransaction
    Uni<RunView> approve(UUID id, Caller caller) {
        return runs.locked(id)
                .invoke(Run::requirePreview)
                .call(() -> runs.requireUpToDate(id))
                .invoke(run -> run.approve(caller.userId(), clock.instant()))
                .call(Db::flush)
                .call(run -> audit.record(caller.userId(), "COMMISSION_RUN_APPROVED", "COMMISSION_RUN", run.id))
                .map(RunView::of);
    }

    /**
     * Throws a run away, so that the month can be calculated anew; one that is being calculated goes when its job notices.
     *
     * @throws Problem NOT_FOUND, COMMISSION_RUN_FINAL
     */
    @WithTransaction
    Uni<Void> discard(UUID id, Caller caller) {
        return runs.locked(id)
                .call(run -> run.discard() ? Db.session().chain(session -> session.remove(run)) : nothing())
                .chain(() -> audit.record(caller.userId(), "COMMISSION_RUN_DISCARDED", "COMMISSION_RUN", id));
    }

    private Uni<Prepared> there(Run run) {
        return switch (run.status) {
            case CALCULATING -> jobs.of(RunJob.KIND, run.id).map(job -> new Prepared(RunView.of(run), job));
            case DISCARDED -> throw Problem.of(CommissionProblem.COMMISSION_RUN_IN_FLIGHT);
            case FAILED, PREVIEW, FINAL -> Uni.createFrom().item(new Prepared(RunView.of(run), null));
        };
    }

    private Uni<Prepared> make(UUID planId, LocalDate month, Caller caller) {
        return plans.inForce(planId, month)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommissionProblem.PLAN_NOT_IN_FORCE))
                .chain(version -> Db.select(Long.class, RunQueries.SETTLED, months.begin(month), months.end(month))
                        .map(count -> Run.calculating(
                                Ids.next(), version, month, count.get(0), caller.userId(), clock.instant())))
                .chain(Db::persist)
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "commission_runs_one_open"))
                .transform(failure -> Problem.of(CommissionProblem.COMMISSION_PREVIEW_OPEN))
                .chain(run -> begin(run, caller));
    }

    private Uni<Prepared> begin(Run run, Caller caller) {
        return audit.record(caller.userId(), "COMMISSION_RUN_PREPARED", "COMMISSION_RUN", run.id)
                .chain(() -> jobs.start(RunJob.KIND, run.id, run.orders, caller.userId()))
                .map(job -> new Prepared(RunView.of(run), job));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
