package io.wealthcrm.pool;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/** Reads pools, masked, and the history of one customer's stays in them. */
@ApplicationScoped
class PoolQueries {
    private static final String PREVIEW =
            """
            select v.customer_id, v.entry_id, v.pool_id, pool.name as pool_name, v.reason, v.entered_at, v.name, v.born_decade, v.city,
                   v.tier, v.asset_band, v.holds, to_char(v.last_contact_at at time zone ?4, 'YYYY-MM') as last_contact, v.stays
            """;

    /** The first rows of each pool by the pool's index, merged: no index runs in order over several pools. */
    private static final String LIST = PREVIEW
            + """
              from (%s) reach join units pool on pool.id = reach.id and (cast(?5 as uuid) is null or pool.id = cast(?5 as uuid))
             cross join lateral (
                select * from pool_preview v
                 where v.pool_id = reach.id
                   and (cast(?6 as text) is null or v.tier = cast(?6 as text))
                   and (cast(?7 as text) is null or v.city = cast(?7 as text))
                   and (cast(?8 as text) is null or v.asset_band = cast(?8 as text))
                   and (cast(?9 as text) is null or v.reason = cast(?9 as text))
                   and (cast(?10 as timestamptz) is null or v.entered_at < cast(?10 as timestamptz))
                   and (cast(?11 as timestamptz) is null
                        or (v.entered_at, v.entry_id) < (cast(?11 as timestamptz), cast(?12 as uuid)))
                 order by v.entered_at desc, v.entry_id desc limit ?13) v
             order by v.entered_at desc, v.entry_id desc limit ?13"""
                    .formatted(Reach.SQL);

    private static final String ONE = PREVIEW
            + """
              from (%s) reach join units pool on pool.id = reach.id join pool_preview v on v.pool_id = reach.id
             where v.customer_id = ?5"""
                    .formatted(Reach.SQL);

    private static final String STAYS =
            """
            select e.id, e.pool_id, pool.name as pool_name, e.reason, e.note, e.from_advisor_id, f.display_name as from_name,
                   e.released_by, e.entered_at, e.left_at, e.to_advisor_id, t.display_name as to_name, e.claimed_on
              from pool_entries e join units pool on pool.id = e.pool_id
              left join users f on f.id = e.from_advisor_id
              left join users t on t.id = e.to_advisor_id
             where e.customer_id = ?1
               and (cast(?2 as timestamptz) is null or (e.entered_at, e.id) < (cast(?2 as timestamptz), cast(?3 as uuid)))
             order by e.entered_at desc, e.id desc limit ?4""";

    private final Customers customers;
    private final ZoneId zone;

    PoolQueries(Customers customers, WealthConfig config) {
        this.customers = customers;
        this.zone = config.zone();
    }

    /** The latest first; one round trip. @throws Problem INVALID_INPUT, INVALID_CURSOR */
    @WithSession
    Uni<Page<PoolCustomer>> list(Caller caller, PoolFilter filter, PageRequest page) {
        Cursor after = page.cursor(2);
        LocalDate before = filter.enteredBefore();
        Object[] parameters = Reach.of(
                caller,
                caller.scope().firm(),
                zone.getId(),
                filter.pool(),
                filter.tier(),
                filter.city(),
                filter.assetBand(),
                filter.reason(),
                before == null ? null : before.atStartOfDay(zone).toInstant(),
                after == null ? null : after.instant(0),
                after == null ? null : after.uuid(1),
                page.rows());
        return Db.select(PoolCustomer.class, LIST, parameters)
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.enteredAt(), row.entryId())));
    }

    /** @throws Problem NOT_FOUND, also of a customer in no pool within reach */
    @WithSession
    Uni<PoolCustomer> one(Caller caller, UUID customer) {
        return Db.one(PoolCustomer.class, ONE, Reach.of(caller, caller.scope().firm(), zone.getId(), customer));
    }

    /** The latest first. @throws Problem NOT_FOUND unless the caller sees the customer's file */
    @WithSession
    Uni<Page<PoolStay>> stays(Caller caller, UUID customer, PageRequest page) {
        Cursor after = page.cursor(2);
        Instant at = after == null ? null : after.instant(0);
        UUID id = after == null ? null : after.uuid(1);
        return customers
                .brief(caller.scope(), customer)
                .chain(() -> Db.select(PoolStay.class, STAYS, customer, at, id, page.rows()))
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.enteredAt(), row.id())));
    }

    /** The one that lasts, or the last. Joins the caller's session. */
    Uni<PoolStay> latest(UUID customer) {
        return Db.one(PoolStay.class, STAYS, customer, null, null, 1);
    }
}
