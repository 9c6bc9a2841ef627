package io.wealthcrm.contribution;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

/** Works out the contributions of all customers, in one statement; rows that stay the same are neither written nor locked. */
@ApplicationScoped
class RecomputationJob implements JobHandler {
    static final String KIND = "CONTRIBUTIONS";

    /**
     * ?1 the last day of the twelve months, ?2 and ?3 their first instant and the one after them, ?4 now. A month's
     * commission is of the month's last day, so that it stands beside the fees of its orders.
     */
    private static final String COMPUTE =
            """
            with price as (
                select p.id as product_id, n.nav
                  from products p
                  left join lateral (select nav from navs where product_id = p.id and nav_date <= ?1
                                      order by nav_date desc limit 1) n on true
                 where p.currency = 'CNY'),
            asset as (
                select h.customer_id, sum(coalesce(half_even_cents(h.shares * price.nav), h.principal)) as assets
                  from holdings h join price on price.product_id = h.product_id
                 where h.status = 'OPEN' group by h.customer_id),
            fee as (
                select h.customer_id, sum(l.fee) as fees
                  from clearing_runs r
                  join price on price.product_id = r.product_id
                  join clearing_lines l on l.run_id = r.id and l.entry_id is not null
                  join holdings h on h.id = l.holding_id
                 where r.dealing_day > cast(?1 as date) - interval '1 year' and r.dealing_day <= ?1 group by h.customer_id),
            cost as (
                select o.customer_id, sum(l.amount) as cost
                  from commission_runs r
                  join commission_plans p on p.id = r.plan_id and p.currency = 'CNY'
                  join commission_lines l on l.run_id = r.id
                  join orders o on o.id = l.order_id
                 where r.status = 'FINAL' and r.month + interval '1 month' > cast(?1 as date) - interval '1 year' + interval '1 day'
                   and r.month + interval '1 month' <= cast(?1 as date) + interval '1 day'
                 group by o.customer_id),
            bought as (
                select customer_id, sum(amount) as confirmed from orders
                 where status = 'CONFIRMED' and currency = 'CNY' and status_at >= ?2 and status_at < ?3 group by customer_id),
            figure as (
                select c.id as customer_id, c.advisor_id, c.unit_id, coalesce(fee.fees, 0) as fees, coalesce(cost.cost, 0) as cost,
                       coalesce(fee.fees, 0) - coalesce(cost.cost, 0) as contribution, coalesce(asset.assets, 0) as assets,
                       coalesce(bought.confirmed, 0) as confirmed
                  from customers c
                  left join fee on fee.customer_id = c.id
                  left join cost on cost.customer_id = c.id
                  left join asset on asset.customer_id = c.id
                  left join bought on bought.customer_id = c.id
                 where c.erased_at is null),
            rated as (
                select f.*, coalesce(reached.level, 0) as level, coalesce(reached.leeway, 0) as leeway
                  from figure f
                  left join lateral (
                    select level, leeway from discount_leeways
                     where version = (select max(version) from discount_leeways)
                       and from_assets <= f.assets and from_contribution <= f.contribution
                     order by level desc limit 1) reached on true)
            merge into customer_contributions t using rated f on t.customer_id = f.customer_id
             when matched and (t.fees, t.cost, t.assets, t.confirmed, t.level, t.leeway)
                  is distinct from (f.fees, f.cost, f.assets, f.confirmed, f.level, f.leeway) then
                  update set fees = f.fees, cost = f.cost, contribution = f.contribution, assets = f.assets,
                         confirmed = f.confirmed, level = f.level, leeway = f.leeway, computed_at = ?4
             when not matched then
                  insert (customer_id, advisor_id, unit_id, fees, cost, contribution, assets, confirmed, level, leeway, computed_at)
                  values (f.customer_id, f.advisor_id, f.unit_id, f.fees, f.cost, f.contribution, f.assets, f.confirmed, f.level,
                          f.leeway, ?4)""";

    /** New rows whose customer was handed over meanwhile; the trigger did not meet them yet. */
    private static final String FOLLOW =
            """
            update customer_contributions t set advisor_id = c.advisor_id, unit_id = c.unit_id
              from customers c
             where c.id = t.customer_id and (c.advisor_id, c.unit_id) is distinct from (t.advisor_id, t.unit_id)""";

    private final Outbox outbox;
    private final Clock clock;
    private final ZoneId zone;

    RecomputationJob(Outbox outbox, Clock clock, WealthConfig config) {
        this.outbox = outbox;
        this.clock = clock;
        this.zone = config.zone();
    }

    record Asked(LocalDate asOf, long customers) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID id) {
        return Db.select(Asked.class, "select as_of, customers from contribution_recomputations where id = ?1", id)
                .map(rows -> rows.get(0))
                .call(asked -> compute(asked.asOf()))
                .call(() -> Db.execute(FOLLOW))
                .call(() -> Db.execute(
                        "update contribution_recomputations set finished_at = ?2 where id = ?1", id, clock.instant()))
                .call(asked -> outbox.publish(new ContributionsRecomputed(id, asked.asOf())))
                .map(asked -> new Step(asked.customers(), true, Map.of("asOf", asked.asOf())));
    }

    private Uni<Integer> compute(LocalDate asOf) {
        return Db.execute(
                COMPUTE,
                asOf,
                asOf.minusYears(1).plusDays(1).atStartOfDay(zone).toInstant(),
                asOf.plusDays(1).atStartOfDay(zone).toInstant(),
                clock.instant());
    }
}
