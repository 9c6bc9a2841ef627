package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads relations. */
@ApplicationScoped
class RelationPages {
    private final Pool pool;

    RelationPages(Pool pool) {
        this.pool = pool;
    }

    /** From either end, newest first, in one round trip. @throws Problem NOT_FOUND */
    Uni<Page<RelationView>> page(Scope scope, UUID customer, boolean current, PageRequest page) {
        BoundSql sql = new BoundSql();
        Cursor cursor = page.cursor(1);
        String id = sql.bind(customer);
        String after = cursor == null ? "" : " and id < " + sql.bind(cursor.uuid(0));
        String live = current ? " and until is null" : "";
        String statement =
                """
                select e.*, case when %s then o.id end as related_id, o.name as related_name
                  from customers c
                  left join lateral (
                       select * from (select id, related_id as other_id, kind, false as inverse, since, until, note,
                                             version
                                        from customer_relations where customer_id = c.id
                                      union all
                                      select id, customer_id, kind, true, since, until, note, version
                                        from customer_relations where related_id = c.id) both_ends
                        where true%s%s order by id desc limit %s) e on true
                  left join customers o on o.id = e.other_id
                 where c.id = %s and %s
                 order by e.id desc"""
                        .formatted(
                                sql.inSight(scope, "o"),
                                after,
                                live,
                                sql.bind((long) page.rows()),
                                id,
                                sql.inSight(scope, "c"));
        return pool.preparedQuery(statement).execute(sql.parameters()).map(rows -> page(rows, page.limit()));
    }

    private static Page<RelationView> page(RowSet<Row> rows, int limit) {
        if (rows.size() == 0) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        var items = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("id") != null)
                .map(RelationPages::view)
                .toList();
        return Page.of(items, limit, relation -> Cursor.of(relation.id()));
    }

    private static RelationView view(Row row) {
        Relation.Kind kind = Relation.Kind.valueOf(row.getString("kind"));
        return new RelationView(
                row.getUUID("id"),
                row.getUUID("related_id"),
                row.getUUID("related_id") == null ? null : row.getString("related_name"),
                row.getBoolean("inverse") ? kind.inverse() : kind,
                row.getLocalDate("since"),
                row.getLocalDate("until"),
                row.getString("note"),
                row.getLong("version"));
    }
}
