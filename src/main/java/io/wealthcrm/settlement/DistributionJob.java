package io.wealthcrm.settlement;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * Executes an approved distribution, some thousand holdings in each transaction: the entry with a line for each holding, the
 * payouts, the end of repaid holdings and the mark that they are done are one statement.
 */
@ApplicationScoped
class DistributionJob implements JobHandler {
    static final String KIND = "DISTRIBUTION";

    /**
     * Of the customer's file this writes the end of a holding alone, and only of an open one. The lines are found again by
     * their place, and the open holding not in the words of an index, for the reason that {@link ClearingJob} gives.
     */
    private static final String STEP =
            """
            with run as (select * from distributions where id = ?1 and status = 'APPROVED'),
            batch as (
                select l.line, l.holding_id, l.amount, l.capital, h.order_id, h.customer_id
                  from (select ctid as line, * from distribution_lines where distribution_id = (select id from run) and entry_id is null
                         order by holding_id limit ?2) l
                  join holdings h on h.id = l.holding_id),
            total as (
                select min(cast(holding_id as text)) as first, sum(amount) as amount, sum(capital) as capital,
                       sum(amount) - sum(capital) as gain
                  from batch having count(*) > 0),
            entry as (
                insert into ledger_entries (id, posting_key, kind, booked_on, currency, amount, subject_id, posted_by, posted_at)
                select uuidv7(), 'DISTRIBUTION/' || run.id || '/' || total.first, 'DISTRIBUTION', run.booked_on, run.currency,
                       total.capital + greatest(total.gain, 0), run.id, run.decided_by, ?3
                  from run, total
                returning id),
            line as (
                select 1 as line_no, 'INVESTED' as account, cast(null as uuid) as holding_id, capital as debit, 0 as credit
                  from total where capital > 0
                union all
                select 2, 'DISTRIBUTED', null, greatest(gain, 0), greatest(-gain, 0) from total where gain <> 0
                union all
                select 2 + row_number() over (order by holding_id), 'DISTRIBUTIONS_PAYABLE', holding_id, 0, amount from batch),
            posted as (
                insert into ledger_lines (entry_id, line_no, account, product_id, holding_id, debit, credit)
                select entry.id, line_no, account, run.product_id, holding_id, debit, credit from entry, run, line),
            owed as (
                insert into payouts (id, distribution_id, holding_id, order_id, customer_id, product_id, amount, currency, pay_on)
                select uuidv7(), run.id, holding_id, order_id, customer_id, run.product_id, batch.amount, run.currency, run.pay_on
                  from run, batch),
            ended as (
                update holdings h set status = case when run.nav is null then 'MATURED' else 'REDEEMED' end,
                       ended_on = run.record_date, version = h.version + 1
                  from run, batch b
                 where run.kind = 'PRINCIPAL' and h.id = b.holding_id and h.ended_on is null returning h.id),
            marked as (
                update distribution_lines l set entry_id = entry.id from entry, batch b where l.ctid = b.line)
            select count(*), case when (select kind from run) = 'PRINCIPAL'
                                  then count(*) - (select count(*) from ended) else 0 end from batch""";

    private static final String FINISH =
            "update distributions set status = 'DONE' where id = ?1 and status = 'APPROVED'";

    private final SettlementConfig config;
    private final Clock clock;

    DistributionJob(SettlementConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** {@code gone}: how many were to end and had ended already. */
    record Done(int taken, int gone) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID distribution) {
        int size = config.runStep();
        return Db.select(Done.class, STEP, distribution, size, clock.instant())
                .map(rows -> rows.get(0))
                .invoke(DistributionJob::requireOpen)
                .call(done -> done.taken() < size
                        ? Db.execute(FINISH, distribution)
                        : Uni.createFrom().item(0))
                .map(done -> new Step(done.taken(), done.taken() < size, Map.of("distributionId", distribution)));
    }

    /** A holding that ended since the approval is not repaid again: it stops the step before anything of it is committed. */
    private static void requireOpen(Done done) {
        if (done.gone() > 0) {
            throw Problem.of(SettlementProblem.RUN_STALE);
        }
    }
}
