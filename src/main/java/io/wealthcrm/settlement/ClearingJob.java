package io.wealthcrm.settlement;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Executes an approved clearing run, some thousand holdings in each transaction: the entry, its lines, the shares of the
 * holdings and the mark that they are done are one statement.
 */
@ApplicationScoped
class ClearingJob implements JobHandler {
    static final String KIND = "CLEARING";

    /**
     * Of the customer's file this writes the shares alone, and only where there are none.
     *
     * <p>The planner may know only statistics from before a million lines came at once, and takes one line for a run's. So
     * nothing here lets it walk all of them for each line of the batch: the lines are found again by their place, and that a
     * holding has no shares is not said in the words of the index on those without.
     */
    private static final String STEP =
            """
            with run as (select * from clearing_runs where id = ?1 and status = 'APPROVED'),
            batch as (
                select ctid as line, holding_id, amount, fee, shares from clearing_lines
                 where run_id = (select id from run) and entry_id is null order by holding_id limit ?2),
            entry as (
                insert into ledger_entries (id, posting_key, kind, booked_on, currency, amount, subject_id, posted_by, posted_at)
                select uuidv7(), 'CLEARING/' || run.id || '/' || b.first, 'CLEARING', run.booked_on, p.currency, b.amount, run.id,
                       run.decided_by, ?3
                  from run join products p on p.id = run.product_id,
                       (select min(cast(holding_id as text)) as first, sum(amount) as amount from batch having count(*) > 0) b
                returning id),
            line as (
                select 1 as line_no, 'SUBSCRIPTIONS' as account, cast(null as uuid) as holding_id, sum(amount) as debit,
                       0 as credit from batch
                union all
                select 2, 'FEES_PAYABLE', null, 0, sum(fee) from batch having sum(fee) > 0
                union all
                select 2 + row_number() over (order by holding_id), 'INVESTED', holding_id, 0, amount - fee from batch),
            posted as (
                insert into ledger_lines (entry_id, line_no, account, product_id, holding_id, debit, credit)
                select entry.id, line_no, account, run.product_id, holding_id, debit, credit from entry, run, line),
            registered as (
                update holdings h set shares = b.shares, version = h.version + 1
                  from batch b where h.id = b.holding_id and coalesce(h.shares, 0) = 0 and h.ended_on is null returning h.id),
            marked as (
                update clearing_lines l set entry_id = entry.id from entry, batch b where l.ctid = b.line)
            select (select count(*) from batch), (select count(*) from registered)""";

    private static final String FINISH =
            "update clearing_runs set status = 'DONE' where id = ?1 and status = 'APPROVED'";

    private final SettlementConfig config;
    private final Clock clock;

    ClearingJob(SettlementConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    record Done(int taken, int registered) {
        boolean last(int step) {
            return taken < step;
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID run) {
        return Db.select(Done.class, STEP, run, config.runStep(), clock.instant())
                .map(ClearingJob::whole)
                .call(done -> done.last(config.runStep())
                        ? Db.execute(FINISH, run)
                        : Uni.createFrom().item(0))
                .map(done -> new Step(done.taken(), done.last(config.runStep()), Map.of("clearingRunId", run)));
    }

    /** A holding that changed since the run was prepared stops the step, before anything of it is committed. */
    private static Done whole(List<Done> rows) {
        Done done = rows.get(0);
        if (done.taken() != done.registered()) {
            throw Problem.of(SettlementProblem.RUN_STALE);
        }
        return done;
    }
}
