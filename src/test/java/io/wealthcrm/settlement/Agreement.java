package io.wealthcrm.settlement;

/** What must agree in the whole database when nothing is under way, whatever was done before. */
final class Agreement {
    /**
     * A row for each thing that does not; of the books, for each product of a test's own that has any, as the demo firm's go
     * back a year only.
     */
    static final String SQL =
            """
            with book as (
                select product_id, account, sum(credit - debit) as balance from ledger_lines
                 where product_id is not null group by product_id, account),
            kept as (select id, kind from products where code like 'T%' and id in (select product_id from book)),
            sold as (
                select product_id, sum(amount) filter (where quota_held) as live,
                       count(distinct customer_id) filter (where quota_held) as seats,
                       sum(amount) filter (where status in ('COOLING_OFF', 'AWAITING_CALLBACK')) as waiting,
                       sum(amount) filter (where status = 'CONFIRMED') as confirmed,
                       sum(amount) filter (where status = 'RESCINDED') as rescinded
                  from orders group by product_id),
            held as (
                select h.product_id, sum(h.principal) filter (where h.status = 'OPEN') as open,
                       sum(h.principal) filter (where h.status = 'OPEN' and k.kind = 'NAV_FUND' and h.shares is null) as uncleared,
                       coalesce(sum(c.fee), 0) as fees, coalesce(sum(c.fee) filter (where h.status = 'OPEN'), 0) as fees_of_open,
                       sum(h.principal) filter (where r.holding_id is not null) as redeemed
                  from holdings h
                  join kept k on k.id = h.product_id
                  left join clearing_lines c on c.holding_id = h.id and c.entry_id is not null
                  left join (select l.holding_id from distribution_lines l
                               join distributions d on d.id = l.distribution_id and d.kind = 'PRINCIPAL'
                              where l.entry_id is not null) r on r.holding_id = h.id
                 group by h.product_id),
            owed as (select product_id, sum(amount) as unpaid from payouts where status <> 'PAID' group by product_id),
            said (product_id, what, actual, expected) as (
                select k.id, 'SUBSCRIPTIONS', (select balance from book where product_id = k.id and account = 'SUBSCRIPTIONS'),
                       coalesce(s.waiting, 0) + coalesce(h.uncleared, 0)
                  from kept k left join sold s on s.product_id = k.id left join held h on h.product_id = k.id
                union all
                select k.id, 'REFUNDS_PAYABLE', (select balance from book where product_id = k.id and account = 'REFUNDS_PAYABLE'),
                       s.rescinded from kept k left join sold s on s.product_id = k.id
                union all
                select k.id, 'FEES_PAYABLE', (select balance from book where product_id = k.id and account = 'FEES_PAYABLE'),
                       h.fees from kept k left join held h on h.product_id = k.id
                union all
                select k.id, 'INVESTED', (select balance from book where product_id = k.id and account = 'INVESTED'),
                       h.open - coalesce(h.uncleared, 0) - h.fees_of_open
                  from kept k left join held h on h.product_id = k.id
                union all
                select k.id, 'DISTRIBUTIONS_PAYABLE',
                       (select balance from book where product_id = k.id and account = 'DISTRIBUTIONS_PAYABLE'), o.unpaid
                  from kept k left join owed o on o.product_id = k.id
                union all
                select k.id, 'holdings', h.open, s.confirmed - coalesce(h.redeemed, 0)
                  from kept k left join held h on h.product_id = k.id left join sold s on s.product_id = k.id
                union all
                select p.id, 'quota', p.amount_held, s.live from products p left join sold s on s.product_id = p.id
                union all
                select p.id, 'seats', p.seats_held, s.seats from products p left join sold s on s.product_id = p.id)
            select what || ' of ' || product_id || ': ' || coalesce(actual, 0) || ' instead of ' || coalesce(expected, 0)
              from said where coalesce(actual, 0) <> coalesce(expected, 0)
            union all
            select 'entry ' || entry_id from ledger_lines group by entry_id having sum(debit) <> sum(credit)
            union all
            select 'entry ' || e.id from ledger_entries e
             where e.amount <> (select coalesce(sum(debit), 0) from ledger_lines where entry_id = e.id)
            union all
            select 'payout ' || payout_id || ' twice' from payout_attempts where status = 'PAID' group by payout_id
            having count(*) > 1
            union all
            select 'order ' || id from orders
             where quota_held <> (status not in ('EXPIRED', 'CANCELLED', 'REJECTED', 'RESCINDED', 'REFUNDED'))""";

    private Agreement() {}
}
