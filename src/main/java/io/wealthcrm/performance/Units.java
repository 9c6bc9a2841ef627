package io.wealthcrm.performance;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.performance.UnitPerformance.GroupBy;
import io.wealthcrm.performance.UnitPerformance.Item;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What was done in a unit and below, in all and by day, person or unit; one statement. */
@ApplicationScoped
class Units {
    /**
     * The first row is the whole, without a key; then the parts in the order of their keys. ?1 the unit, ?2 whether all is in
     * sight, ?3 the key after which the page begins, ?4 and ?5 the period, ?6 the horizon, ?7 the caller's units, ?8 the
     * period's kind, ?9 how many rows. {@code %3$s} gives the parts their key, {@code %4$s} what they are added up of.
     */
    private static final String FIND =
            """
            with board as (
                select b.id, b.name, b.path from units b where b.id = ?1 and (?2 or b.id = any(cast(?7 as uuid[])))),
            made_in as materialized (
                select u.id as unit_id, coalesce(below.id, board.id) as in_unit
                  from board join units u on starts_with(u.path, board.path)
                  left join lateral (
                    select x.id from unnest(cast(string_to_array(trim('/' from u.path), '/') as uuid[])) as line (id)
                      join units x on x.id = line.id and x.parent_id = board.id) below on true),
            grouped as materialized (
                select %3$s as key, %1$s from %4$s group by grouping sets ((%3$s), ()) having grouping(%3$s) = 1 or %8$s)
            select b.name, %5$s, g.key, %6$s, %2$s
              from board b
              left join (select * from grouped where key is null or key > ?3 order by key nulls first limit ?9) g on true %7$s
             order by g.key nulls first""";

    /** By person and unit, as {@link Facts#TOTALS} for all columns. */
    private static final String PARTS = "(" + Facts.PARTS.formatted(Facts.each("%s"), Facts.ON_BOARD) + ") made";

    private static final String BY_UNIT =
            "(select unit_id, " + Facts.SUMS + " from " + PARTS + " group by 1) by_unit join made_in m using (unit_id)";

    private static final String DAYS =
            """
            (select * from unit_days where day between ?4 and least(cast(?5 as date), ?6) and known_on <= ?6
               %s) made"""
                    .formatted(Facts.ON_BOARD);

    private final ObjectMapper json;

    Units(ObjectMapper json) {
        this.json = json;
    }

    record Row(
            String unitName,
            String targets,
            String key,
            String name,
            Long newCustomers,
            Long contacts,
            Long plansDue,
            Long plansKept,
            Long bookings,
            Money bookedAmount,
            Money confirmedAmount) {
        Figures figures() {
            return newCustomers == null
                    ? Figures.NONE
                    : new Figures(newCustomers, contacts, plansDue, plansKept, bookings, bookedAmount, confirmedAmount);
        }
    }

    /** @throws Problem NOT_FOUND for a unit out of sight */
    @WithSession
    Uni<UnitPerformance> of(Reach reach, UUID unit, Asked asked, GroupBy by, PageRequest page) {
        Cursor after = page.cursor(1);
        int rows = by == GroupBy.PERSON ? page.rows() + 1 : Integer.MAX_VALUE;
        return Db.select(
                        Row.class,
                        sql(by),
                        unit,
                        reach.firm(),
                        after == null ? "" : after.text(0),
                        asked.from(),
                        asked.to(),
                        asked.horizon(),
                        reach.units(),
                        asked.period().kind().name(),
                        rows)
                .map(found -> view(unit, asked, by, found, page));
    }

    private static String sql(GroupBy by) {
        String key =
                switch (by) {
                    case DAY -> "cast(day as text)";
                    case PERSON -> "cast(person_id as text)";
                    case UNIT -> "cast(in_unit as text)";
                };
        String name = by == GroupBy.DAY ? "cast(null as text)" : by == GroupBy.PERSON ? "n.display_name" : "n.name";
        String names = by == GroupBy.DAY
                ? ""
                : "left join " + (by == GroupBy.PERSON ? "users" : "units") + " n on n.id = cast(g.key as uuid)";
        String parts = by == GroupBy.DAY ? DAYS : by == GroupBy.PERSON ? PARTS : BY_UNIT;
        String targets = Progress.TARGETS.formatted("b.id");
        return FIND.formatted(Facts.SUMS, Facts.each("g.%s"), key, parts, targets, name, names, Facts.anything());
    }

    private UnitPerformance view(UUID unit, Asked asked, GroupBy by, List<Row> rows, PageRequest page) {
        if (rows.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        Row whole = rows.get(0);
        List<Row> parts = rows.stream().filter(row -> row.key() != null).toList();
        Page<Row> items =
                Page.of(parts, by == GroupBy.PERSON ? page.limit() : parts.size(), row -> Cursor.of(row.key()));
        return new UnitPerformance(
                unit,
                whole.unitName(),
                asked.period().text(),
                asked.from(),
                asked.to(),
                asked.asOf(),
                whole.figures(),
                Progress.read(whole.targets(), whole.figures(), json),
                by,
                items.items().stream()
                        .map(row -> Item.of(by, row.key(), row.name(), row.figures()))
                        .toList(),
                items.nextCursor());
    }
}
