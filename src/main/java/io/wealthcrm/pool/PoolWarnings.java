package io.wealthcrm.pool;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/** Tells advisors of customers they are about to lose. */
@ApplicationScoped
class PoolWarnings {
    /** One statement for a kind of rule: warnings whose ground is gone are lifted, new ones given; those that stand stay. */
    private static final String GIVE =
            """
            %s,
            lifted as (
                delete from pool_warnings w
                 where w.kind = '%s'
                   and not exists (select from idle i where i.customer_id = w.customer_id and i.idle_since = w.idle_since
                                      and i.advisor_id = w.advisor_id))
            insert into pool_warnings (customer_id, kind, idle_since, advisor_id, warned_on, falls_on)
            select customer_id, kind, idle_since, advisor_id, cast(?1 as date), greatest(idle_since + days, cast(?1 as date) + warn_days)
              from idle on conflict do nothing""";

    private static final String AUDIENCE =
            """
            select w.advisor_id as person_id, w.customer_id as entity_id, w.kind || '/' || w.falls_on as occasion,
                   jsonb_build_object('customerId', w.customer_id, 'rule', w.kind, 'date', cast(w.falls_on as text)) as data,
                   cast(w.falls_on as timestamp) at time zone ?2 as expires_at
              from pool_warnings w where w.warned_on = ?1""";

    /** What has happened since the scan has lifted a warning already: nobody is shown what is not so any more. */
    private static final String LIST =
            """
            select w.customer_id, c.name, w.advisor_id, w.kind, w.idle_since, w.warned_on, w.falls_on
              from pool_warnings w join customers c on c.id = w.customer_id and c.advisor_id = w.advisor_id
             where (cast(?1 as boolean) or w.advisor_id = any(?2) or c.unit_id = any(?3))
               and (cast(?5 as date) is null
                    or (w.falls_on, w.customer_id, w.kind) > (cast(?5 as date), cast(?6 as uuid), cast(?7 as text)))
               and (select count(*) from pool_idleness i
                     where i.customer_id = w.customer_id and i.kind = w.kind
                       and cast(i.since at time zone ?4 as date) = w.idle_since) = 1
             order by w.falls_on, w.customer_id, w.kind limit ?8""";

    private final Notifications notifications;
    private final ZoneId zone;

    PoolWarnings(Notifications notifications, WealthConfig config) {
        this.notifications = notifications;
        this.zone = config.zone();
    }

    /** Warns of what is due on the business day, once for each fall. Joins the transaction; answers how many are new. */
    Uni<Integer> give(LocalDate today) {
        return Multi.createFrom()
                .items(PoolRuleKind.values())
                .onItem()
                .transformToUniAndConcatenate(
                        kind -> Db.execute(GIVE.formatted(NeglectSql.warned(kind), kind), today, zone.getId()))
                .collect()
                .last()
                .chain(() -> notifications.fanOut(NoticeKind.POOL_WARNING, AUDIENCE, today, zone.getId()));
    }

    /** Of the customers in sight, the soonest first. @throws Problem INVALID_CURSOR */
    @WithSession
    Uni<Page<PoolWarning>> list(Scope scope, PageRequest page) {
        Cursor after = page.cursor(3);
        LocalDate day = after == null ? null : after.date(0);
        UUID customer = after == null ? null : after.uuid(1);
        String kind = after == null ? null : after.text(2);
        return Db.select(
                        PoolWarning.class,
                        LIST,
                        scope.firm(),
                        scope.mineArray(),
                        scope.unitArray(),
                        zone.getId(),
                        day,
                        customer,
                        kind,
                        page.rows())
                .map(rows ->
                        Page.of(rows, page.limit(), row -> Cursor.of(row.fallsOn(), row.customerId(), row.kind())));
    }
}
