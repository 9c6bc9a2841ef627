package io.wealthcrm.settlement;

/** What each holding of a product is due, one statement for each kind, however many holdings there are. */
final class DistributionSql {
    /**
     * Who held the product on the record date, whether or not the holding has ended since; of interest, which is earned
     * by days, whoever held it on one of its days. Whoever was paid by a distribution that was then given up is passed over
     * by the next one, which pays those left out: of interest for days within those given up, of a dividend for the same
     * record date.
     *
     * <p>The parameters of all kinds: ?1 product, ?2 record date, ?3 since, ?4 until, ?5 rate, ?6 total, ?7 value of a share.
     */
    static final String GIVEN =
            """
            with given as (
                select p.*, cast(?2 as date) as record_date, cast(?3 as date) as since, cast(?4 as date) as until,
                       cast(?5 as numeric) as rate, cast(?6 as numeric) as total, cast(?7 as numeric) as nav
                  from products p where p.id = ?1),
            served as (
                select l.holding_id from given
                  join distributions d on d.product_id = given.id and d.given_up > 0
                  join distribution_lines l on l.distribution_id = d.id and l.entry_id is not null
                 where d.since < given.until and d.until > given.since
                    or d.kind = 'DIVIDEND' and given.total is not null and d.record_date = given.record_date),
            held as (
                select h.* from holdings h, given where h.product_id = given.id and h.opened_on <= given.record_date
                   and coalesce(h.ended_on, given.record_date) >= coalesce(given.since, given.record_date)
                   and not exists (select from served where served.holding_id = h.id)),
            due as (%s)
            """;

    static final String INTEREST =
            """
            select h.id as holding_id, h.principal as base, d.days,
                   divide_half_even(h.principal * given.rate * d.days,
                       case given.day_count when 'ACT_365F' then 365 else 360 end, 2) as amount, 0.00 as capital
              from held h, given,
                   lateral (select day_count_days(given.day_count, greatest(h.opened_on, given.since),
                                least(h.matures_on, h.ended_on, given.until)) as days) d
             where greatest(h.opened_on, given.since) < least(h.matures_on, h.ended_on, given.until)""";

    /** The same as {@link Allotment}: half-even, then largest remainder, ties in the order of ids. */
    static final String DIVIDEND =
            """
            select holding_id, base, null as days,
                   (cents + case when place <= abs(missing) then sign(missing) else 0 end) * 0.01 as amount, 0.00 as capital
              from (select *, row_number() over (order by case when missing > 0 then -error else error end, holding_id) as place
                      from (select *, total - sum(cents) over () as missing
                              from (select holding_id, base, total,
                                           quotient + case when up then 1 else 0 end as cents,
                                           remainder - case when up then weights else 0 end as error
                                      from (select *, 2 * remainder > weights
                                                   or 2 * remainder = weights and mod(quotient, 2) = 1 as up
                                              from (select holding_id, base, total, weights,
                                                           div(total * base, weights) as quotient,
                                                           mod(total * base, weights) as remainder
                                                      from (select h.id as holding_id, coalesce(h.shares, h.principal) as base,
                                                                   given.total * 100 as total,
                                                                   sum(coalesce(h.shares, h.principal)) over () as weights
                                                              from held h, given) weighed) divided) judged) rounded) summed) ranked""";

    static final String PRINCIPAL =
            """
            select h.id as holding_id, case when given.kind = 'NAV_FUND' then h.shares else h.principal end as base,
                   null as days,
                   case when given.kind = 'NAV_FUND' then divide_half_even(h.shares * given.nav, 1, 2) else h.principal end as amount,
                   h.principal - coalesce((select c.fee from clearing_lines c
                                            where c.holding_id = h.id and c.entry_id is not null), 0) as capital
              from held h, given
             where h.status = 'OPEN' and (given.kind = 'NAV_FUND' or h.matures_on <= given.record_date)""";

    /** ?8 id, ?9 kind, ?10 day of payment, ?11 who, ?12 when. A holding that would receive nothing has no line. */
    static final String PREPARE =
            """
            , distribution as (
                insert into distributions (id, product_id, kind, record_date, pay_on, currency, rate, since, until, nav, holdings,
                       amount, prepared_by, prepared_at)
                select ?8, given.id, ?9, given.record_date, ?10, given.currency, given.rate, given.since, given.until, given.nav,
                       count(*), sum(due.amount), ?11, ?12
                  from given, due where due.amount > 0
                 group by given.id, given.record_date, given.currency, given.rate, given.since, given.until, given.nav
                returning id)
            insert into distribution_lines (distribution_id, holding_id, base, days, amount, capital)
            select distribution.id, due.holding_id, due.base, cast(due.days as integer), due.amount, due.capital
              from distribution, due where due.amount > 0""";

    /** How many lines of ?8 are no longer what is due. */
    static final String STALE =
            """
            select count(*) from (select * from due where amount > 0) due
              full join (select * from distribution_lines where distribution_id = ?8) line using (holding_id)
             where due.amount is distinct from line.amount""";

    private DistributionSql() {}

    static String prepare(DistributionKind kind) {
        return GIVEN.formatted(kind.due()) + PREPARE;
    }

    static String stale(DistributionKind kind) {
        return GIVEN.formatted(kind.due()) + STALE;
    }
}
