package io.wealthcrm.attrition;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/** Whose dealings have shrunk by the rules in force: warnings whose ground is gone end, new ones are raised, all others stay. */
@ApplicationScoped
class Shrinking {
    private static final int BATCH = 20_000;

    private static final String RANGE =
            """
            select count(*), (array_agg(id order by id desc))[1]
              from (select id from customers where id > ?1 order by id limit ?2) next""";

    /**
     * ?1 the business day, ?2 the firm's zone; customers after ?3 up to ?4. Who took all out is of no tier and holds nothing any more, so
     * what was held when the days began counts as well. Of a customer in the pool nobody is warned.
     */
    private static final String SHRUNK =
            """
            with rule as (
                select * from attrition_rule_sets order by version desc limit 1),
            measure as (
                select m.*, cast(?1 as date) - m.days as begins_on,
                       cast(cast(?1 as date) - m.days as timestamp) at time zone ?2 as begins_at,
                       cast(cast(?1 as date) - 2 * m.days as timestamp) at time zone ?2 as before_at
                  from attrition_measures m join rule r on r.version = m.version),
            shrunk as (
                select c.id as customer_id, m.kind, m.days, figure.before, figure.after
                  from customers c
                 cross join rule r
                 cross join measure m
                  left join customer_contributions w on w.customer_id = c.id
                 cross join lateral (
                    select coalesce(sum(h.principal) filter (
                               where h.opened_on < m.begins_on and (h.ended_on is null or h.ended_on >= m.begins_on)), 0) as before,
                           coalesce(sum(h.principal) filter (where h.status = 'OPEN'), 0) as after
                      from holdings h join products p on p.id = h.product_id and p.currency = 'CNY'
                     where h.customer_id = c.id) held
                 cross join lateral (
                    select held.before, held.after where m.kind = 'ASSETS'
                    union all
                    select coalesce(sum(o.amount) filter (where o.status_at < m.begins_at), 0),
                           coalesce(sum(o.amount) filter (where o.status_at >= m.begins_at), 0)
                      from orders o
                     where m.kind = 'ORDERS' and o.customer_id = c.id and o.status = 'CONFIRMED' and o.currency = 'CNY'
                       and o.status_at >= m.before_at
                    having m.kind = 'ORDERS'
                    union all
                    select count(*) filter (where i.at < m.begins_at), count(*) filter (where i.at >= m.begins_at)
                      from interactions i
                     where m.kind = 'CONTACTS' and i.customer_id = c.id and i.kind <> 'NOTE' and i.at >= m.before_at
                    having m.kind = 'CONTACTS') figure (before, after)
                 where c.id > ?3 and c.id <= ?4 and c.advisor_id is not null and c.erased_at is null
                   and (c.tier = any (r.tiers) or greatest(w.assets, held.before) >= r.from_assets)
                   and figure.before >= m.from_before and figure.after * 100 <= figure.before * (100 - m.drop_percent))
            """;

    /**
     * An acknowledged one ends after the measure's days, so that it is raised anew where dealings have still not come back. Files are
     * locked before their warnings, in the order of their ids, as merging and erasing do; who was merged meanwhile is warned of no more.
     */
    private static final String JUDGE = SHRUNK
            + """
            , ending as (
                select w.id, w.customer_id, w.kind from attrition_warnings w
                 where w.state <> 'ENDED' and w.customer_id > ?3 and w.customer_id <= ?4
                   and (not exists (select from shrunk s where s.customer_id = w.customer_id and s.kind = w.kind)
                        or w.state = 'ACKNOWLEDGED'
                           and cast(w.acknowledged_at at time zone ?2 as date) + w.days <= cast(?1 as date))),
            raising as (
                select s.* from shrunk s
                 where not exists (
                    select from attrition_warnings w
                     where w.customer_id = s.customer_id and w.kind = s.kind and w.state <> 'ENDED'
                       and not exists (select from ending e where e.id = w.id))),
            locked as materialized (
                select c.id, c.advisor_id is not null and c.erased_at is null as minded from customers c
                 where c.id in (select customer_id from ending union all select customer_id from raising)
                 order by c.id for key share of c),
            ended as (
                update attrition_warnings w set state = 'ENDED', ended_at = ?5
                  from ending e join locked l on l.id = e.customer_id
                 where w.id = e.id and w.customer_id = e.customer_id and w.state <> 'ENDED' returning w.id),
            raised as (
                insert into attrition_warnings (id, customer_id, kind, figure_before, figure_after, days, raised_on)
                select uuidv7(), r.customer_id, r.kind, r.before, r.after, r.days, cast(?1 as date)
                  from raising r join locked l on l.id = r.customer_id and l.minded
                 where (select count(*) from ended) >= 0
                on conflict (customer_id, kind) where state <> 'ENDED' do nothing
                returning id)
            select (select count(*) from raised), (select count(*) from ended)""";

    /** Once a day, however often the rules are applied. */
    private static final String AUDIENCE =
            """
            select c.advisor_id as person_id, c.advisor_id as entity_id, cast(cast(?1 as date) as text) as occasion,
                   jsonb_build_object('warnings', count(*), 'date', cast(cast(?1 as date) as text)) as data,
                   cast(cast(?1 as date) + 7 as timestamp) at time zone ?2 as expires_at
              from attrition_warnings w join customers c on c.id = w.customer_id and c.advisor_id is not null
             where w.raised_on = ?1 and w.state = 'OPEN' group by c.advisor_id""";

    private final Notifications notifications;
    private final Clock clock;
    private final ZoneId zone;

    Shrinking(Notifications notifications, Clock clock, WealthConfig config) {
        this.notifications = notifications;
        this.clock = clock;
        this.zone = config.zone();
    }

    record Range(long looked, UUID upTo) {}

    /** How many customers were looked at, up to which, and what came of it. */
    record Batch(long looked, UUID upTo, long raised, long ended) {
        boolean last() {
            return looked < BATCH;
        }
    }

    /** The customers after that one, as on the business day. Joins the transaction. */
    Uni<Batch> judge(LocalDate today, UUID after) {
        return Db.one(Range.class, RANGE, after, BATCH)
                .chain(range -> range.looked() == 0
                        ? Uni.createFrom().item(new Batch(0, after, 0, 0))
                        : judge(today, after, range));
    }

    record Judged(long raised, long ended) {}

    private Uni<Batch> judge(LocalDate today, UUID after, Range range) {
        return Db.one(Judged.class, JUDGE, today, zone.getId(), after, range.upTo(), clock.instant())
                .map(judged -> new Batch(range.looked(), range.upTo(), judged.raised(), judged.ended()));
    }

    /** Tells each advisor how many of the own customers are new among the warnings of the day. Joins the transaction. */
    Uni<Integer> tell(LocalDate today) {
        return notifications.fanOut(NoticeKind.ATTRITION_WARNING, AUDIENCE, today, zone.getId());
    }
}
