package io.wealthcrm.performance;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.performance.Leaderboard.Level;
import io.wealthcrm.performance.Leaderboard.Place;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Ranks people and units by one metric; one statement. */
@ApplicationScoped
class Leaderboards {
    /**
     * Facts count where they were made: who moved is on the boards of both units with what was done in each, and once on that
     * of a unit above both. Who sells is shown the own branch, or the firm at head office; amounts of the own line only, and
     * of a person only when all of it was made there. ?1 the unit or null, ?2 whether all is in sight, ?3 the caller's unit,
     * ?4 and ?5 the period, ?6 the horizon, ?7 the caller, ?8 the caller's units, ?9 how many, ?10 the level.
     */
    private static final String RANK =
            """
            with realm as (
                select coalesce(branch.id, own.id) as id, coalesce(branch.path, own.path) as path
                  from units own left join units branch on branch.kind = 'BRANCH' and starts_with(own.path, branch.path)
                 where own.id = ?3),
            board as (
                select b.id, b.name, b.path from units b cross join realm
                 where (?2 or starts_with(b.path, realm.path))
                   and case when cast(?1 as uuid) is not null then b.id = cast(?1 as uuid)
                            when ?2 then b.kind = 'HEAD_OFFICE' else b.id = realm.id end),
            made_in as materialized (
                select u.id as unit_id, above.id as in_unit
                  from board join units u on starts_with(u.path, board.path)
                  left join lateral (
                    select x.id from unnest(cast(string_to_array(trim('/' from u.path), '/') as uuid[])) as line (id)
                      join units x on x.id = line.id and x.kind = ?10 and starts_with(x.path, board.path)) above on true),
            total as (%1$s),
            ranked as (
                select *, rank() over (order by value desc) as place, row_number() over (order by value desc, id) as row,
                       count(*) over () as ranked from total)
            select b.id, b.name, coalesce(r.ranked, 0), r.place, r.id, %2$s,
                   case when ?2 or r.led or r.id = ?7 then r.value end, r.id in (?7, ?3, (select id from realm)), r.row <= ?9
              from board b left join (select * from ranked where row <= ?9 or id in (?7, ?3, (select id from realm))) r on true %3$s
             order by r.row""";

    private static final String BY_PERSON =
            """
            select person_id as id, sum(value) as value, bool_and(unit_id = any(cast(?8 as uuid[]))) as led
              from (%s) made group by 1 having sum(value) > 0""";

    /** Added up by unit before units are looked at: the planner does not see how few they are. */
    private static final String BY_UNIT =
            """
            select m.in_unit as id, sum(made.value) as value, m.in_unit = any(cast(?8 as uuid[])) as led
              from (select unit_id, sum(value) as value from (%s) by_person group by 1) made
              join made_in m on m.unit_id = made.unit_id and m.in_unit is not null
             group by 1 having sum(made.value) > 0""";

    private static final String PEOPLE_NAMES =
            "left join users u on u.id = r.id left join units at on at.id = u.unit_id";
    private static final String UNIT_NAMES = "left join units u on u.id = r.id";

    record Row(
            UUID unitId,
            String unitName,
            long ranked,
            Long place,
            UUID id,
            String name,
            String placeUnit,
            BigDecimal value,
            Boolean own,
            Boolean first) {
        Place place(Metric metric) {
            return new Place(place, id, name, placeUnit, metric.text(value));
        }
    }

    /**
     * What somebody asks for.
     *
     * @param unit null for the widest in sight
     */
    record Ranking(Metric metric, Level level, UUID unit, Asked asked, int limit) {
        String sql(Reach reach) {
            // For the firm's board the index of units would be a detour.
            String totals = Facts.TOTALS.formatted(metric.column, reach.firm() && unit == null ? "" : Facts.ON_BOARD);
            return level == Level.PERSON
                    ? RANK.formatted(BY_PERSON.formatted(totals), "u.display_name, at.name", PEOPLE_NAMES)
                    : RANK.formatted(BY_UNIT.formatted(totals), "u.name, cast(null as text)", UNIT_NAMES);
        }
    }

    /** @throws Problem NOT_FOUND for a unit out of sight */
    @WithSession
    Uni<Leaderboard> of(Reach reach, Ranking ranking) {
        return Db.select(
                        Row.class,
                        ranking.sql(reach),
                        ranking.unit(),
                        reach.firm(),
                        reach.unit(),
                        ranking.asked().from(),
                        ranking.asked().to(),
                        ranking.asked().horizon(),
                        reach.me(),
                        reach.units(),
                        ranking.limit(),
                        ranking.level().name())
                .map(rows -> board(ranking, rows));
    }

    private static Leaderboard board(Ranking ranking, List<Row> rows) {
        if (rows.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        Row head = rows.get(0);
        Asked asked = ranking.asked();
        return new Leaderboard(
                ranking.metric(),
                ranking.level(),
                head.unitId(),
                head.unitName(),
                asked.period().text(),
                asked.from(),
                asked.to(),
                asked.asOf(),
                head.ranked(),
                rows.stream()
                        .filter(row -> Boolean.TRUE.equals(row.first()))
                        .map(row -> row.place(ranking.metric()))
                        .toList(),
                rows.stream()
                        .filter(row -> Boolean.TRUE.equals(row.own()))
                        .map(row -> row.place(ranking.metric()))
                        .findFirst()
                        .orElse(null));
    }
}
