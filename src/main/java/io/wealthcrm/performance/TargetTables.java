package io.wealthcrm.performance;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A unit's target beside those below and how far each is reached; one statement. */
@ApplicationScoped
class TargetTables {
    /**
     * A unit's by what was done in it and below, a person's by what the person did, as far as the caller sees it. ?1 the unit or
     * null, ?2 whether all is in sight, ?3 the caller's unit, ?4 and ?5 the period, ?6 the horizon, ?7 the caller's units, ?8
     * the period's kind, ?9 the metric. {@code %1$s} the metric's column.
     */
    private static final String FIND =
            """
            with board as (
                select b.id, b.name, b.path from units b
                 where case when cast(?1 as uuid) is not null then b.id = cast(?1 as uuid)
                            when ?2 then b.kind = 'HEAD_OFFICE' else b.id = ?3 end
                   and (?2 or b.id = any(cast(?7 as uuid[])))),
            subject as (
                select 0 as row, id, true as is_unit, name, path from board
                union all
                select 1, u.id, true, u.name, u.path from board join units u on u.parent_id = board.id
                union all
                select 2, p.id, false, p.display_name, null
                  from board join users p on p.unit_id = board.id and p.active and sells(p.roles)),
            made_in as materialized (select u.id as unit_id from board join units u on starts_with(u.path, board.path)),
            in_units as materialized (
                select u.path, sum(made.value) as value from (%1$s) made join units u on u.id = made.unit_id group by 1),
            by_people as materialized (select person_id, sum(value) as value from (%2$s) made group by 1)
            select s.row, case when s.is_unit then s.id end, case when not s.is_unit then s.id end, s.name, v.value,
                   coalesce(v.version, 0),
                   case when s.is_unit then (select sum(i.value) from in_units i where starts_with(i.path, s.path))
                        else (select value from by_people where person_id = s.id) end
              from subject s
              left join targets t on t.subject_id = s.id and t.metric = ?9 and t.kind = ?8 and t.starts_on = ?4
              left join lateral (select version, value from target_versions where target_id = t.id and known_on <= ?6
                                  order by version desc limit 1) v on true
             order by s.row, s.id""";

    private static final String OF_PEOPLE =
            "and person_id = any(array(select id from subject where row = 2)) and (?2 or unit_id = any(cast(?7 as uuid[])))";

    record Row(int row, UUID unitId, UUID personId, String name, BigDecimal value, long version, BigDecimal reached) {
        Target target(Metric metric) {
            boolean set = value != null && value.signum() > 0;
            BigDecimal done = reached == null ? BigDecimal.ZERO : reached;
            return new Target(
                    unitId,
                    personId,
                    name,
                    set ? metric.text(value) : null,
                    version,
                    metric.text(done),
                    set ? Progress.part(value, done) : null);
        }
    }

    /** Without a unit the caller's own, or the firm. @throws Problem NOT_FOUND for a unit out of sight */
    @WithSession
    Uni<TargetTable> of(Caller caller, UUID unit, Metric metric, Asked asked) {
        return rows(caller, unit, metric, asked).map(rows -> table(metric, asked, rows));
    }

    /** One that the caller sets. Joins the caller's transaction. */
    Uni<Target> one(Caller caller, Metric metric, Asked asked, UUID subject) {
        return Db.one(
                        UUID.class,
                        "select coalesce((select unit_id from users where id = ?1), cast(?1 as uuid))",
                        subject)
                .chain(unit -> rows(caller, unit, metric, asked))
                .map(rows -> rows.stream()
                        .filter(row -> subject.equals(row.unitId()) || subject.equals(row.personId()))
                        .findFirst()
                        .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND))
                        .target(metric));
    }

    private static Uni<List<Row>> rows(Caller caller, UUID unit, Metric metric, Asked asked) {
        Reach reach = Reach.of(caller);
        return Db.select(
                Row.class,
                FIND.formatted(
                        Facts.TOTALS.formatted(metric.column, Facts.ON_BOARD),
                        Facts.TOTALS.formatted(metric.column, OF_PEOPLE)),
                unit,
                reach.firm(),
                reach.unit(),
                asked.from(),
                asked.to(),
                asked.horizon(),
                reach.units(),
                asked.period().kind().name(),
                metric.name());
    }

    private static TargetTable table(Metric metric, Asked asked, List<Row> rows) {
        if (rows.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        List<Row> below = rows.subList(1, rows.size());
        BigDecimal sum =
                below.stream().map(Row::value).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new TargetTable(
                metric,
                asked.period().text(),
                asked.from(),
                asked.to(),
                asked.asOf(),
                rows.get(0).target(metric),
                below.stream().map(row -> row.target(metric)).toList(),
                metric.text(sum));
    }
}
