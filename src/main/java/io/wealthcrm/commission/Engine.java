package io.wealthcrm.commission;

/**
 * The one calculation of commission, in SQL: runs write its rows, simulations add them up.
 *
 * <p>Settled cash (到账) is the payment of an order that was confirmed in the month, by the firm's zone: until the call-back
 * the customer may still rescind. What finance has clawed back under one plan earns under no
 * other. It is split by the order's shares; without any, who served the customer on the day of the confirmation has sold
 * it, as the holding remembers, whoever serves the customer since. Every part earns its seller, the lead of the seller's
 * team and the manager of the branch what their most specific rule says. Several who lead one unit have equal parts of the
 * base, odd cents going to the first by id. The tier is that of the beneficiary's whole volume of the month under the rule
 * and its rate applies to all of it, so a line's amount is {@code base × rate}, half-even to the cent, and does not depend
 * on the order of the orders.
 */
final class Engine {
    private Engine() {}

    /**
     * Joins by hashing alone, with memory for the small sides: the sets between the steps are as large as the month, which
     * the planner cannot know, and a nested loop over them would not end. Until the transaction ends.
     */
    static final String PLANNING =
            """
            select set_config('enable_nestloop', 'off', true) || set_config('enable_mergejoin', 'off', true)
                || set_config('work_mem', '64MB', true)""";

    /**
     * Common table expressions up to {@code line}: {@code order_id, rule_id, role_level, seller_id, unit_id,
     * beneficiary_id, base, volume, rate, amount}. ?1 the plan version, ?2 and ?3 the month's first instant and the one
     * after it, ?4 the zone. The left joins are inner ones by what follows; they keep the planner's estimate at the size of
     * the larger side.
     */
    static final String LINES =
            """
            with part as (
                select o.id as order_id, o.product_id, cast(o.status_at at time zone cast(?4 as text) as date) as day,
                       coalesce(s.advisor_id, h.advisor_id, o.advisor_id) as seller_id,
                       coalesce(s.unit_id, h.unit_id, o.unit_id) as unit_id,
                       coalesce(s.part, pay.amount) as base
                  from orders o join order_payments pay on pay.order_id = o.id
                  left join order_shares s on s.order_id = o.id
                  left join holdings h on h.order_id = o.id
                 where o.status = 'CONFIRMED' and o.status_at >= ?2 and o.status_at < ?3
                   and not exists (select from commission_clawbacks back where back.order_id = o.id)
                   and o.currency = (select p.currency from commission_plan_versions v
                                       join commission_plans p on p.id = v.plan_id where v.id = ?1)),
            lead as (
                select sales.id as unit_id, led.role_level, u.id as user_id,
                       row_number() over (partition by sales.id, led.role_level order by u.id) as seat,
                       count(*) over (partition by sales.id, led.role_level) as seats
                  from (values ('TEAM_LEAD', 'TEAM'), ('BRANCH_MANAGER', 'BRANCH')) as led (role_level, kind)
                  join users u on u.active and u.roles @> array[led.role_level]
                  join units own on own.id = u.unit_id and own.kind = led.kind
                  join units sales on sales.path like own.path || '%'),
            earner as (
                select order_id, product_id, day, seller_id, unit_id, 'ADVISOR' as role_level, seller_id as beneficiary_id, base
                  from part
                union all
                select p.order_id, p.product_id, p.day, p.seller_id, p.unit_id, l.role_level, l.user_id,
                       case l.seats when 1 then p.base
                            else div(p.base * 100, l.seats) / 100
                                 + case when l.seat <= mod(p.base * 100, l.seats) then 0.01 else 0 end end
                  from part p join lead l on l.unit_id = p.unit_id),
            rule_of as (
                select distinct on (product.id, day.day, r.role_level)
                       product.id as product_id, cast(day.day as date) as day, r.role_level, r.id as rule_id
                  from commission_rules r
                  join products product on coalesce(r.product_id, product.id) = product.id
                                       and coalesce(r.product_kind, product.kind) = product.kind
                  join generate_series(cast(?2 as timestamptz) at time zone cast(?4 as text),
                                       cast(?3 as timestamptz) at time zone cast(?4 as text) - interval '1 day',
                                       interval '1 day') as day (day)
                    on coalesce(r.starts_on, date '-infinity') <= day.day and coalesce(r.ends_on, date 'infinity') >= day.day
                 where r.version_id = ?1
                 order by product.id, day.day, r.role_level, r.product_id is null, r.product_kind is null),
            earned as (
                select e.*, r.rule_id
                  from earner e
                  left join rule_of r on r.product_id = e.product_id and r.day = e.day and r.role_level = e.role_level),
            rated as materialized (
                select v.rule_id, v.beneficiary_id, v.volume, t.rate
                  from (select rule_id, beneficiary_id, sum(base) as volume
                          from earned where rule_id is not null group by rule_id, beneficiary_id) v
                 cross join lateral (select rate from commission_tiers where rule_id = v.rule_id and from_volume <= v.volume
                                      order by from_volume desc limit 1) t),
            line as (
                select e.order_id, e.rule_id, e.role_level, e.seller_id, e.unit_id, e.beneficiary_id, e.base, t.volume, t.rate,
                       half_even_cents(e.base * t.rate) as amount
                  from earned e left join rated t on t.rule_id = e.rule_id and t.beneficiary_id = e.beneficiary_id
                 where e.rule_id is not null)
            """;

    /** ?5 the run. */
    static final String EARN = LINES
            + """
            insert into commission_lines (id, run_id, plan_id, kind, order_id, rule_id, role_level, seller_id, unit_id,
                   beneficiary_id, base, volume, rate, amount)
            select uuidv7(), run.id, run.plan_id, 'EARNED', line.order_id, line.rule_id, line.role_level, line.seller_id,
                   line.unit_id, line.beneficiary_id, line.base, line.volume, line.rate, line.amount
              from line cross join commission_runs run
             where run.id = ?5""";

    /** Orders that are settled no longer or that finance claws back: {@code order_id}. They are few. */
    static final String LOST =
            """
            select id as order_id from orders where paid_at is not null and status <> 'CONFIRMED'
            union
            select order_id from commission_clawbacks""";

    /**
     * Reverses once what the plan paid on {@link #LOST} orders. By index, so it runs before {@link #PLANNING}. ?1 the run.
     */
    static final String CLAW_BACK = "with lost as (" + LOST + ") "
            + """
            insert into commission_lines (id, run_id, plan_id, kind, order_id, rule_id, role_level, seller_id, unit_id,
                   beneficiary_id, base, volume, rate, amount, reverses_id)
            select uuidv7(), run.id, run.plan_id, 'REVERSAL', paid.order_id, paid.rule_id, paid.role_level, paid.seller_id,
                   paid.unit_id, paid.beneficiary_id, -paid.base, paid.volume, paid.rate, -paid.amount, paid.id
              from commission_runs run
              join commission_lines paid on paid.plan_id = run.plan_id and paid.kind = 'EARNED'
              join lost on lost.order_id = paid.order_id
             where run.id = ?1
               and not exists (select from commission_lines back where back.reverses_id = paid.id)""";

    /** The lines' sums by person. ?1 the run. */
    static final String STATE =
            """
            insert into commission_statements (run_id, person_id, unit_id, lines, earned, clawed_back)
            select l.run_id, l.beneficiary_id, u.unit_id, count(*), coalesce(sum(l.amount) filter (where l.kind = 'EARNED'), 0),
                   coalesce(sum(l.amount) filter (where l.kind = 'REVERSAL'), 0)
              from commission_lines l join users u on u.id = l.beneficiary_id
             where l.run_id = ?1
             group by l.run_id, l.beneficiary_id, u.unit_id""";

    /** The statements' sums make it a preview, unless it was discarded meanwhile. ?1 the run. */
    static final String FINISH =
            """
            update commission_runs run
               set status = 'PREVIEW', lines = total.lines, earned = total.earned, clawed_back = total.clawed_back
              from (select coalesce(sum(lines), 0) as lines, coalesce(sum(earned), 0) as earned,
                           coalesce(sum(clawed_back), 0) as clawed_back
                      from commission_statements where run_id = ?1) total
             where run.id = ?1 and run.status = 'CALCULATING'""";
}
