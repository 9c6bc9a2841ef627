package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** What clearing runs and distributions have in common: approval, and the ways on when the job of an approved one failed. */
@ApplicationScoped
class Runs {
    private final Jobs jobs;
    private final Audit audit;
    private final WealthConfig firm;
    private final Clock clock;

    Runs(Jobs jobs, Audit audit, WealthConfig firm, Clock clock) {
        this.jobs = jobs;
        this.audit = audit;
        this.firm = firm;
        this.clock = clock;
    }

    /** Locks the run until the caller's transaction ends. @throws Problem NOT_FOUND */
    Uni<RunState> lock(RunKind kind, UUID productId, UUID id) {
        return Db.one(RunState.class, kind.lock(), id, productId);
    }

    /** Approves a locked run that has been checked, and queues its job. Joins the caller's transaction. */
    Uni<JobView> approve(Caller caller, RunKind kind, RunState run) {
        return decide(caller, kind, run.id(), RunStatus.APPROVED)
                .chain(() -> audit.record(caller.userId(), kind + "_APPROVED", kind.subject(), run.id()))
                .chain(() -> jobs.start(kind.job(), run.id(), run.holdings(), caller.userId()));
    }

    /**
     * Takes an approved run up again whose job failed: what is posted stays, the job goes on with the rest.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE, RUN_IN_PROGRESS
     */
    @WithTransaction
    Uni<JobView> resume(Caller caller, RunKind kind, UUID productId, UUID id) {
        return lock(kind, productId, id)
                .invoke(run -> run.require(RunStatus.APPROVED))
                .chain(() -> jobs.restart(kind.job(), id))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(SettlementProblem.RUN_IN_PROGRESS))
                .call(() -> audit.record(caller.userId(), kind + "_RESUMED", kind.subject(), id));
    }

    /**
     * Gives up a run that is not approved yet, or whose job failed. What is posted of it stands: the run is then DONE with the
     * sums of that alone, else it is CANCELLED.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE, RUN_IN_PROGRESS
     */
    @WithTransaction
    Uni<Void> cancel(Caller caller, RunKind kind, UUID productId, UUID id) {
        return lock(kind, productId, id)
                .call(run -> run.status() == RunStatus.APPROVED ? requireFailed(kind, id) : prepared(run))
                .chain(() -> Db.execute(kind.endWithPosted(), id))
                .chain(kept -> kept == 1 ? Uni.createFrom().item(kept) : decide(caller, kind, id, RunStatus.CANCELLED))
                .chain(() -> audit.record(caller.userId(), kind + "_CANCELLED", kind.subject(), id));
    }

    private Uni<Void> requireFailed(RunKind kind, UUID id) {
        return jobs.hasFailed(kind.job(), id)
                .invoke(failed -> {
                    if (!failed) {
                        throw Problem.of(SettlementProblem.RUN_IN_PROGRESS);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> prepared(RunState run) {
        run.require(RunStatus.PREPARED);
        return Uni.createFrom().voidItem();
    }

    private Uni<Integer> decide(Caller caller, RunKind kind, UUID id, RunStatus status) {
        return Db.execute(
                kind.decide(),
                id,
                status.name(),
                caller.userId(),
                clock.instant(),
                LocalDate.now(clock.withZone(firm.zone())));
    }
}
