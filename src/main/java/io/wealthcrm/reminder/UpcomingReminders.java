package io.wealthcrm.reminder;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What is coming up for the customers in somebody's sight, the earliest first; one round trip. */
@ApplicationScoped
class UpcomingReminders {
    /** $1–$2 the dates, $3 the kind or null, $4–$6 the last row of the page before, $7 rows, $8 the zone, $9 the scope. */
    private static final String PAGE =
            """
            select kind, on_day, entity_id, customer_id, c.name, product_id
              from (
                select 'MATURITY' as kind, matures_on as on_day, holding_id as entity_id, customer_id, product_id
                  from maturing_holdings where matures_on between $1::date and $2::date
                union all
                select 'BIRTHDAY', party.on_day, b.customer_id, b.customer_id, null
                  from (select $1 + step as on_day from generate_series(0, $2 - $1) step) party
                 cross join lateral (
                    select extract(month from party.on_day) as month, extract(day from party.on_day) as dom
                    union all
                    select 2, 29 where to_char(party.on_day, 'MMDD') = '0228'
                                   and to_char(party.on_day + 1, 'MMDD') = '0301') born
                  join customer_birthdays b
                    on extract(month from b.birthday) = born.month and extract(day from b.birthday) = born.dom
                   and b.birthday < party.on_day
                union all
                select 'FOLLOW_UP', cast(due_at at time zone $8 as date), id, customer_id, null
                  from tasks
                 where state = 'OPEN' and due_at >= cast($1 as timestamp) at time zone $8
                   and due_at < cast($2 + 1 as timestamp) at time zone $8
              ) coming join customers c on c.id = coming.customer_id
             where ($3::text is null or kind = $3) and (on_day, kind, entity_id) > ($4, $5, $6) and %s
             order by on_day, kind, entity_id limit $7""";

    private static final Cursor START = Cursor.of(LocalDate.EPOCH, "", new UUID(0, 0));

    private final Pool pool;
    private final String zone;

    UpcomingReminders(Pool pool, WealthConfig config) {
        this.pool = pool;
        this.zone = config.zone().getId();
    }

    /** @param kind null for all */
    Uni<Page<ReminderView>> page(Scope scope, LocalDate from, LocalDate to, ReminderKind kind, PageRequest page) {
        Cursor given = page.cursor(3);
        Cursor cursor = given == null ? START : given;
        Tuple parameters = Tuple.tuple()
                .addLocalDate(from)
                .addLocalDate(to)
                .addString(kind == null ? null : kind.name())
                .addLocalDate(cursor.date(0))
                .addString(cursor.text(1))
                .addUUID(cursor.uuid(2))
                .addInteger(page.rows())
                .addString(zone);
        return pool.preparedQuery(PAGE.formatted(predicate(scope, parameters)))
                .execute(parameters)
                .map(rows -> Page.of(views(rows), page.limit(), UpcomingReminders::key));
    }

    /** The one condition that applies, so that its index is used. */
    private static String predicate(Scope scope, Tuple parameters) {
        switch (scope.kind()) {
            case FIRM:
                return "true";
            case UNITS:
                parameters.addArrayOfUUID(scope.unitArray());
                return "c.unit_id = any($9)";
            case OWN:
                parameters.addArrayOfUUID(scope.mineArray());
                return "c.advisor_id = any($9)";
            case SELF:
                // Customers are told of their money, not of what the firm plans with them.
                parameters.addUUID(scope.customerId());
                return "c.id = $9 and kind = 'MATURITY'";
            default:
                return "false";
        }
    }

    private static Cursor key(ReminderView last) {
        return Cursor.of(last.date(), last.kind(), last.entityId());
    }

    private static List<ReminderView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new ReminderView(
                        ReminderKind.valueOf(row.getString("kind")),
                        row.getLocalDate("on_day"),
                        row.getUUID("entity_id"),
                        row.getUUID("customer_id"),
                        row.getString("name"),
                        row.getUUID("product_id")))
                .toList();
    }
}
