package io.wealthcrm.pool;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerTransferred;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** Lets neglected customers fall into the pool, some at a time, so that nobody waits long for a lock. */
@ApplicationScoped
class Falls {
    static final int BATCH = 1000;

    /** Waits for bookings under way, which hold the customer's key; in one order, so that two never wait for each other. */
    private static final String LOCK =
            """
            select id from customers
             where id in (select customer_id from pool_warnings where falls_on <= ?1 order by falls_on, customer_id limit ?2)
             order by id for update""";

    /** ?1 the business day, ?2 the zone, ?3 the customers, ?4 now; a warning that has come to its day is gone either way. */
    private static final String FALL = NeglectSql.due()
            + """
            , due as (
                select distinct on (i.customer_id) i.customer_id, i.kind, i.days, i.version, i.pool_id
                  from idle i join pool_warnings w using (customer_id, kind, idle_since, advisor_id)
                 where w.falls_on <= ?1 order by i.customer_id, w.falls_on, i.kind),
            fallen as (
                update customers c set advisor_id = null, advisor_since = null, unit_id = due.pool_id, version = c.version + 1
                  from due where c.id = due.customer_id
                returning c.id as customer_id, old.advisor_id as from_advisor_id, old.unit_id as from_unit_id, due.pool_id,
                          jsonb_build_object('kind', due.kind, 'days', due.days, 'version', due.version) as rule),
            entered as (
                insert into pool_entries (id, customer_id, pool_id, reason, rule, from_advisor_id, from_unit_id, entered_at)
                select uuidv7(), customer_id, pool_id, 'NEGLECTED', rule, from_advisor_id, from_unit_id, cast(?4 as timestamptz) from fallen
                returning id, customer_id, from_advisor_id, rule ->> 'kind' as kind),
            told as (
                insert into timeline_entries (id, customer_id, at, kind, ref_id, data)
                select uuidv7(), customer_id, cast(?4 as timestamptz), 'RELEASED', id,
                       jsonb_build_object('from', from_advisor_id, 'reason', 'NEGLECTED', 'rule', kind)
                  from entered),
            ended as (
                delete from pool_warnings w
                 where w.customer_id = any (?3)
                   and (w.falls_on <= ?1 or w.customer_id in (select customer_id from fallen)))
            select customer_id, from_advisor_id, pool_id from fallen""";

    private final Outbox outbox;
    private final Clock clock;
    private final ZoneId zone;

    Falls(Outbox outbox, Clock clock, WealthConfig config) {
        this.outbox = outbox;
        this.clock = clock;
        this.zone = config.zone();
    }

    record Fallen(UUID customer, UUID from, UUID pool) {}

    /** How many customers were looked at, and how many of them fell. */
    record Batch(int looked, int fallen) {}

    /** The next customers whose day it is by then. Joins the transaction. */
    Uni<Batch> next(LocalDate today) {
        Instant now = clock.instant();
        return Db.select(UUID.class, LOCK, today, BATCH).chain(due -> fall(due, today, now));
    }

    private Uni<Batch> fall(List<UUID> due, LocalDate today, Instant now) {
        return Db.select(Fallen.class, FALL, today, zone.getId(), due.toArray(UUID[]::new), now)
                .call(fallen -> outbox.publishAll(news(fallen, now)))
                .map(fallen -> new Batch(due.size(), fallen.size()));
    }

    private static List<CustomerTransferred> news(List<Fallen> all, Instant now) {
        return all.stream()
                .map(one -> new CustomerTransferred(one.customer(), one.from(), null, one.pool(), null, now))
                .toList();
    }
}
