package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Reads timelines. What the customer's app was told stands in the inbox already, so it is a second source and not written
 * twice; each source brings one page by its own index, and the page is the newest of both.
 */
@ApplicationScoped
class TimelinePages {
    private static final String PUSH_KIND = "'PUSH_' || n.kind";

    /**
     * Without what the chats tell already and what concerns the account alone. The account is a value and not joined, so that
     * the index brings its rows in order and no more than the page.
     */
    private static final String PUSHES =
            """
            (select n.id, n.created_at as at, %s as kind, cast(null as uuid) as by_id, n.entity_id as ref_id,
                    jsonb_strip_nulls(jsonb_build_object('readAt', n.read_at)) as data
               from notifications n
              where n.person_id = (select id from users where customer_id = c.id)
                and n.kind not in ('CHAT_MESSAGE', 'CHAT_MENTION', 'SECURITY')"""
                    .formatted(PUSH_KIND);

    private final Pool pool;
    private final ZoneId zone;

    TimelinePages(Pool pool, WealthConfig config) {
        this.pool = pool;
        this.zone = config.zone();
    }

    /** Newest first, in one round trip; the customer's own row says whether it is within sight. @throws Problem NOT_FOUND */
    Uni<Page<TimelineItem>> page(Scope scope, UUID customer, TimelineFilter filter, PageRequest page) {
        BoundSql sql = new BoundSql();
        String statement =
                """
                select e.*, u.display_name
                  from customers c left join lateral (%s) e on true left join users u on u.id = e.by_id
                 where c.id = %s and %s
                 order by e.at desc, e.id desc"""
                        .formatted(
                                sources(filter.narrowed(zone), page, sql), sql.bind(customer), sql.inSight(scope, "c"));
        return pool.preparedQuery(statement).execute(sql.parameters()).map(rows -> page(rows, page.limit()));
    }

    private static String sources(TimelineFilter.Narrowed narrowed, PageRequest page, BoundSql sql) {
        Cursor cursor = page.cursor(2);
        if (!narrowed.entries() && !narrowed.pushes()) {
            return "select * from timeline_entries where false";
        }
        String end = " order by at desc, id desc limit " + sql.bind((long) page.rows());
        List<String> sources = new ArrayList<>();
        if (narrowed.entries()) {
            sources.add("(select id, at, kind, by_id, ref_id, data from timeline_entries e where e.customer_id = c.id"
                    + narrowed.condition(sql, "kind", "at", "by_id") + after(cursor, "(at, id)", sql) + end + ")");
        }
        if (narrowed.pushes()) {
            sources.add(PUSHES + narrowed.condition(sql, PUSH_KIND, "n.created_at", "null")
                    + after(cursor, "(n.created_at, n.id)", sql) + end + ")");
        }
        return sources.size() == 1 ? sources.get(0) : String.join(" union all ", sources) + end;
    }

    private static String after(Cursor cursor, String key, BoundSql sql) {
        return cursor == null
                ? ""
                : " and %s < (%s, %s)"
                        .formatted(key, sql.bind(cursor.instant(0).atOffset(ZoneOffset.UTC)), sql.bind(cursor.uuid(1)));
    }

    private static Page<TimelineItem> page(RowSet<Row> rows, int limit) {
        if (rows.size() == 0) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        var items = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("id") != null)
                .map(TimelinePages::item)
                .toList();
        return Page.of(items, limit, item -> Cursor.of(item.at(), item.id()));
    }

    private static TimelineItem item(Row row) {
        Map<String, Object> data =
                ((JsonObject) row.getDelegate().getJson("data")).copy().getMap();
        Object summary = data.remove("summary");
        return new TimelineItem(
                row.getUUID("id"),
                row.getString("kind"),
                row.getOffsetDateTime("at").toInstant(),
                row.getUUID("by_id"),
                row.getString("display_name"),
                row.getUUID("ref_id"),
                summary == null ? null : summary.toString(),
                data.isEmpty() ? null : data);
    }
}
