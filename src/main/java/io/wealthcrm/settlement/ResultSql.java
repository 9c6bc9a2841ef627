package io.wealthcrm.settlement;

/** The statements by which a bank's results are taken in, for all lines of a file at once; ?1 is the batch, ?2 the lines. */
final class ResultSql {
    private static final String LINE =
            """
            line as (
                select * from jsonb_to_recordset(cast(cast(?2 as text) as jsonb))
                    as ("payoutId" uuid, amount numeric, paid boolean, "bankReference" text, reason text))""";

    static final String RECEIVED =
            """
            insert into payout_result_files (batch_id, sha256, paid, failed, received_by, received_at)
            values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing""";

    static final String CHECK = "with " + LINE
            + """

            select count(*) filter (where a.payout_id is null), count(*) filter (where p.amount <> line.amount),
                   count(*) filter (where a.status <> 'PENDING')
              from line left join payout_attempts a on a.batch_id = ?1 and a.payout_id = line."payoutId"
              left join payouts p on p.id = a.payout_id""";

    /** Attempts, payouts and, for those paid, an entry each; ?3 now, ?4 the accounting day, ?5 who. */
    static final String SETTLE = "with " + LINE
            + """
            ,
            settled as (
                update payout_attempts a
                   set status = case when line.paid then 'PAID' else 'FAILED' end, settled_at = ?3,
                       bank_reference = case when line.paid then line."bankReference" end, reason = nullif(line.reason, '')
                  from line where a.batch_id = ?1 and a.payout_id = line."payoutId" and a.status = 'PENDING'
                returning a.payout_id, a.status),
            paid as (
                select p.*, uuidv7() as new_entry from payouts p join settled s on s.payout_id = p.id and s.status = 'PAID'),
            entry as (
                insert into ledger_entries (id, posting_key, kind, booked_on, currency, amount, subject_id, posted_by, posted_at)
                select new_entry, 'PAYOUT/' || id, 'PAYOUT', cast(?4 as date), currency, amount, id, ?5, ?3 from paid),
            posted as (
                insert into ledger_lines (entry_id, line_no, account, product_id, holding_id, debit, credit)
                select new_entry, 1, 'DISTRIBUTIONS_PAYABLE', product_id, holding_id, amount, 0 from paid
                union all
                select new_entry, 2, 'CASH', product_id, null, 0, amount from paid)
            update payouts p
               set status = s.status, entry_id = n.new_entry, paid_at = case when s.status = 'PAID' then cast(?3 as timestamptz) end
              from settled s left join paid n on n.id = s.payout_id
             where p.id = s.payout_id and p.status = 'RELEASED'""";

    static final String FINISH =
            """
            update payout_batches set status = 'SETTLED'
             where id = ?1 and not exists (select from payout_attempts where batch_id = ?1 and status = 'PENDING')""";

    /** Whoever serves the customer hears of both, the customer of money that arrived; neither of how much. */
    static final String AUDIENCE = "with " + LINE
            + """

            select person.id as person_id, p.id as entity_id,
                   case when line.paid then 'PAID' else 'FAILED/' || cast(cast(?1 as uuid) as text) end as occasion,
                   jsonb_build_object('payoutId', p.id, 'orderId', p.order_id,
                       'status', case when line.paid then 'PAID' else 'FAILED' end) as data,
                   cast(?3 as timestamptz) as expires_at
              from line join payouts p on p.id = line."payoutId" join customers c on c.id = p.customer_id
              join users person on person.id = c.advisor_id or line.paid and person.customer_id = c.id""";

    private ResultSql() {}
}
