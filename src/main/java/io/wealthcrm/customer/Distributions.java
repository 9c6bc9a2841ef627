package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Counts the customers in sight by several dimensions at once: one statement that reads them once. */
@ApplicationScoped
public class Distributions {
    private static final int MOST_SHARES = 200;

    private final Pool pool;
    private final Clock clock;
    private final WealthConfig config;

    Distributions(Pool pool, Clock clock, WealthConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Whose customers.
     *
     * @param unitId null, or only those of that unit and the units below it; {@code advisorId} likewise
     */
    public record Range(CustomerConditions conditions, UUID unitId, UUID advisorId) {}

    /** One round trip. @param by not empty */
    public Uni<List<Distribution>> of(Scope scope, Range range, Set<Dimension> by) {
        BoundSql sql = new BoundSql();
        LocalDate today = LocalDate.now(clock.withZone(config.zone()));
        String day = sql.bind(today);
        List<String> where = range.conditions().where(sql, today, config.zone());
        CustomerSelect.sight(scope, where, sql);
        narrow(range, where, sql);
        String statement =
                """
                select dimension, value, customers, assets
                  from (select %s as dimension, %s as value, count(*) as customers, sum(coalesce(w.assets, 0)) as assets,
                               row_number() over (partition by %s order by count(*) desc) as place
                          from (select cast(%s as date) as today) a cross join customers_in_sight c
                          left join customer_worth w on w.customer_id = c.id
                         where %s
                         group by grouping sets (%s)) counted
                 where place <= %d order by dimension, place, value"""
                        .formatted(
                                which(by),
                                value(by),
                                which(by),
                                day,
                                where.isEmpty() ? "true" : String.join(" and ", where),
                                joined(by, "(%s)", ", "),
                                MOST_SHARES);
        return pool.preparedQuery(statement).execute(sql.parameters()).map(rows -> distributions(by, rows));
    }

    private static void narrow(Range range, List<String> where, BoundSql sql) {
        if (range.advisorId() != null) {
            where.add("c.advisor_id = " + sql.bind(range.advisorId()));
        }
        if (range.unitId() != null) {
            where.add(
                    "c.unit_id in (select below.id from units top join units below on starts_with(below.path, top.path)"
                            + " where top.id = " + sql.bind(range.unitId()) + ")");
        }
    }

    private static String which(Set<Dimension> by) {
        return by.stream()
                .map(one -> "when grouping(" + one.expression + ") = 0 then '" + one + "'")
                .collect(Collectors.joining(" ", "case ", " end"));
    }

    private static String value(Set<Dimension> by) {
        return by.stream()
                .map(one -> "when grouping(" + one.expression + ") = 0 then " + one.expression)
                .collect(Collectors.joining(" ", "case ", " end"));
    }

    private static String joined(Set<Dimension> by, String each, String between) {
        return by.stream().map(one -> each.formatted(one.expression)).collect(Collectors.joining(between));
    }

    private static List<Distribution> distributions(Set<Dimension> by, RowSet<Row> rows) {
        Map<Dimension, List<Distribution.Share>> shares = StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.groupingBy(
                        row -> Dimension.valueOf(row.getString("dimension")),
                        () -> new EnumMap<>(Dimension.class),
                        Collectors.mapping(
                                row -> new Distribution.Share(
                                        row.getString("value"),
                                        row.getLong("customers"),
                                        Money.of(row.getBigDecimal("assets"))),
                                Collectors.toList())));
        return by.stream()
                .map(one -> new Distribution(one, shares.getOrDefault(one, List.of())))
                .toList();
    }
}
