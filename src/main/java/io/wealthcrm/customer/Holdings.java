package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What customers own. */
@ApplicationScoped
class Holdings {
    private final Pool pool;
    private final Clock clock;
    private final WealthConfig config;

    Holdings(Pool pool, Clock clock, WealthConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.config = config;
    }

    Uni<Void> open(NewHolding holding) {
        return Db.execute(
                        """
                        insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, shares,
                               opened_on, matures_on)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, cast(?8 as numeric), ?9, cast(?10 as date))
                        on conflict on constraint holdings_order_key do nothing""",
                        Ids.next(),
                        holding.customerId(),
                        holding.productId(),
                        holding.orderId(),
                        holding.advisorId(),
                        holding.unitId(),
                        holding.principal().amount(),
                        holding.shares(),
                        holding.openedOn(),
                        holding.maturesOn())
                .replaceWithVoid();
    }

    /** Newest first, valued by the newest net asset value known today, in one round trip. @throws Problem NOT_FOUND */
    Uni<Page<HoldingView>> page(Scope scope, UUID customer, PageRequest page) {
        BoundSql sql = new BoundSql();
        Cursor cursor = page.cursor(1);
        String id = sql.bind(customer);
        String sight = sql.inSight(scope, "c");
        String after = cursor == null ? "" : " and h.id < " + sql.bind(cursor.uuid(0));
        String today = sql.bind(LocalDate.now(clock.withZone(config.zone())));
        String statement =
                """
                select h.*, p.name, p.kind, p.currency, n.nav, n.nav_date
                  from customers c
                  left join lateral (select * from holdings h where h.customer_id = c.id%s
                                      order by h.id desc limit %s) h on true
                  left join products p on p.id = h.product_id
                  left join lateral (select nav, nav_date from navs
                                      where product_id = h.product_id and nav_date <= %s
                                      order by nav_date desc limit 1) n on true
                 where c.id = %s and %s
                 order by h.id desc"""
                        .formatted(after, sql.bind((long) page.rows()), today, id, sight);
        return pool.preparedQuery(statement).execute(sql.parameters()).map(rows -> page(rows, page.limit()));
    }

    private static Page<HoldingView> page(RowSet<Row> rows, int limit) {
        if (rows.size() == 0) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        var items = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("id") != null)
                .map(Holdings::view)
                .toList();
        return Page.of(items, limit, holding -> Cursor.of(holding.id()));
    }

    private static HoldingView view(Row row) {
        BigDecimal principal = row.getBigDecimal("principal");
        BigDecimal shares = row.getBigDecimal("shares");
        BigDecimal nav = row.getBigDecimal("nav");
        return new HoldingView(
                row.getUUID("id"),
                row.getUUID("product_id"),
                row.getString("name"),
                row.getString("kind"),
                row.getUUID("order_id"),
                row.getString("currency"),
                Money.of(principal),
                Rate.of(shares),
                Rate.of(nav),
                row.getLocalDate("nav_date"),
                value(principal, shares, nav),
                row.getLocalDate("opened_on"),
                row.getLocalDate("matures_on"),
                row.getLocalDate("ended_on"),
                row.getString("status"));
    }

    static Money value(BigDecimal principal, BigDecimal shares, BigDecimal nav) {
        return Money.of(
                shares == null || nav == null ? principal : shares.multiply(nav).setScale(2, RoundingMode.HALF_EVEN));
    }
}
