package io.wealthcrm.settlement;

/** What each waiting holding of a fund receives, in one statement, however many holdings there are. */
final class ClearingSql {
    /**
     * Over {@code given} (product_id, dealing_day, fee_rate, discount, nav). 价外法: net amount = amount ÷ (1 + fee rate), the
     * rate less what is waived for everybody or, where that is more, for the order.
     */
    private static final String LINES =
            """
            net as (
                select h.id, h.principal as amount, off.discount,
                       divide_half_even(h.principal, 1 + given.fee_rate * (1 - off.discount), 2) as net
                  from given
                  join holdings h on h.product_id = given.product_id
                  join orders o on o.id = h.order_id
                 cross join lateral (select greatest(given.discount, o.fee_discount) as discount) off
                 where h.shares is null and h.status = 'OPEN' and h.opened_on <= given.dealing_day),
            line as (
                select net.id, net.amount, net.amount - net.net as fee, net.discount,
                       divide_half_even(net.net, given.nav, 4) as shares
                  from net, given)""";

    /** The first value before day %2$s that a waiting holding of product %1$s should have been cleared at, or null. */
    private static final String EARLIER =
            """
            select min(e.nav_date) from holdings h
              join navs e on e.product_id = h.product_id and e.nav_date >= h.opened_on and e.nav_date < %2$s
             where h.product_id = %1$s and h.shares is null and h.status = 'OPEN'""";

    /** ?1 product, ?2 dealing day: {@link ClearingRuns.Facts}. */
    static final String FACTS =
            """
            select p.kind = 'NAV_FUND', n.nav,
                   (select max(dealing_day) from clearing_runs where product_id = p.id and status = 'DONE'), (%s)
              from products p left join navs n on n.product_id = p.id and n.nav_date = ?2
             where p.id = ?1 and p.status <> 'DRAFT'"""
                    .formatted(EARLIER.formatted("p.id", "?2"));

    /** The run and its lines. ?1 id, ?2 product, ?3 dealing day, ?4 fee rate, ?5 discount, ?6 value, ?7 who, ?8 when. */
    static final String PREPARE =
            """
            with given as (
                select cast(?2 as uuid) as product_id, cast(?3 as date) as dealing_day, cast(?4 as numeric) as fee_rate,
                       cast(?5 as numeric) as discount, cast(?6 as numeric) as nav),
            %s,
            run as (
                insert into clearing_runs (id, product_id, dealing_day, nav, fee_rate, fee_discount, holdings, amount, fee,
                       shares, prepared_by, prepared_at)
                select ?1, product_id, dealing_day, nav, fee_rate, discount, t.holdings, t.amount, t.fee, t.shares, ?7, ?8
                  from given, (select count(*) as holdings, sum(amount) as amount, sum(fee) as fee, sum(shares) as shares
                                 from line having count(*) > 0) t
                returning id)
            insert into clearing_lines (run_id, holding_id, amount, fee, shares, fee_discount)
            select run.id, line.id, line.amount, line.fee, line.shares, line.discount from run, line"""
                    .formatted(LINES);

    /** How many lines of run ?1 are no longer what would be prepared now; above zero also when the day or its value is wrong. */
    static final String STALE =
            """
            with given as (
                select r.product_id, r.dealing_day, r.fee_rate, r.fee_discount as discount, n.nav, r.nav as prepared
                  from clearing_runs r
                  join navs n on n.product_id = r.product_id and n.nav_date = r.dealing_day
                 where r.id = ?1),
            %s
            select (select count(*) from line
                      full join (select * from clearing_lines where run_id = ?1) was on was.holding_id = line.id
                     where (line.amount, line.fee, line.shares) is distinct from (was.amount, was.fee, was.shares))
                 + (select count(*) from given where nav <> prepared or (%s) is not null)"""
                    .formatted(LINES, EARLIER.formatted("given.product_id", "given.dealing_day"));

    private ClearingSql() {}
}
