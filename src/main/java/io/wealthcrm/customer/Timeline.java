package io.wealthcrm.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table of everything that happened with a customer. */
@ApplicationScoped
class Timeline {
    private final Pool pool;
    private final ObjectMapper json;

    Timeline(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Joins the caller's transaction. */
    Uni<Void> add(TimelineEntry entry) {
        Changes changes = new Changes();
        add(entry, changes);
        return changes.send();
    }

    /** Adds the entry as a part of the changes. */
    void add(TimelineEntry entry, Changes changes) {
        add(entry, "customers", changes);
    }

    /** As {@link #add(TimelineEntry, Changes)}, if the customer is among those that an earlier part found. */
    void add(TimelineEntry entry, String found, Changes changes) {
        changes.add(
                null,
                """
                insert into timeline_entries (id, customer_id, at, kind, by_id, ref_id, data)
                select ?1, id, ?3, ?4, cast(?5 as uuid), cast(?6 as uuid), cast(cast(?7 as text) as jsonb)
                  from %s where id = ?2"""
                        .formatted(found),
                Ids.next(),
                entry.customerId(),
                entry.at(),
                entry.kind(),
                entry.by(),
                entry.refId(),
                write(entry.data()));
    }

    /** Newest first, in one round trip; the customer's own row says whether it is within sight. @throws Problem NOT_FOUND */
    Uni<Page<TimelineItem>> page(Scope scope, UUID customer, PageRequest page) {
        BoundSql sql = new BoundSql();
        Cursor cursor = page.cursor(2);
        String id = sql.bind(customer);
        String sight = sql.inSight(scope, "c");
        String after = cursor == null
                ? ""
                : " and (e.at, e.id) < (%s, %s)"
                        .formatted(sql.bind(cursor.instant(0).atOffset(ZoneOffset.UTC)), sql.bind(cursor.uuid(1)));
        String statement =
                """
                select e.*, u.display_name
                  from customers c
                  left join lateral (select * from timeline_entries e where e.customer_id = c.id%s
                                      order by e.at desc, e.id desc limit %s) e on true
                  left join users u on u.id = e.by_id
                 where c.id = %s and %s
                 order by e.at desc, e.id desc"""
                        .formatted(after, sql.bind((long) page.rows()), id, sight);
        return pool.preparedQuery(statement).execute(sql.parameters()).map(rows -> page(rows, page.limit()));
    }

    private static Page<TimelineItem> page(RowSet<Row> rows, int limit) {
        if (rows.size() == 0) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        var items = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("id") != null)
                .map(Timeline::item)
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

    private String write(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
