package io.wealthcrm.consultation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and replaces rosters of duty; the functions of the migration say who is on duty by them. */
@ApplicationScoped
class DutyRosters {
    /** A unit of the caller's line, or for who works for the whole firm any. */
    private static final String VERSION =
            """
            select coalesce(r.version, 0) from units u left join duty_rosters r on r.unit_id = u.id
             where u.id = ?1 and (cast(?2 as boolean) or exists (
                       select from units mine where mine.id = ?3 and (starts_with(u.path, mine.path) or starts_with(mine.path, u.path))))""";

    /** A date without anybody has a row of its own. */
    private static final String ROWS =
            """
            select s.user_id, s.weekday, coalesce(d.day, s.day) as on_day, s.starts_at, s.ends_at
              from (select * from duty_shifts where unit_id = ?1) s
              full join (select * from duty_dates where unit_id = ?1) d on d.day = s.day
             order by s.weekday, on_day, s.starts_at, s.ends_at, s.user_id""";

    private static final String HEAD =
            """
            insert into duty_rosters as r (unit_id, version, changed_by) values (?1, 1, ?3)
            on conflict (unit_id) do update set version = r.version + 1, changed_by = excluded.changed_by, changed_at = clock_timestamp()
             where r.version = ?2""";

    private static final String DATES =
            """
            insert into duty_dates (unit_id, day)
            select cast(?1 as uuid), cast(day as date) from jsonb_array_elements_text(cast(cast(?2 as text) as jsonb)) as day""";

    private static final String SHIFTS =
            """
            insert into duty_shifts (unit_id, user_id, weekday, day, starts_at, ends_at)
            select cast(?1 as uuid), s.person, s.weekday, s.day, s.starts, s.ends
              from jsonb_to_recordset(cast(cast(?2 as text) as jsonb))
                   as s (person uuid, weekday smallint, day date, starts time, ends time)""";

    private final Answerers answerers;
    private final Audit audit;
    private final ObjectMapper json;

    DutyRosters(Answerers answerers, Audit audit, ObjectMapper json) {
        this.answerers = answerers;
        this.audit = audit;
        this.json = json;
    }

    private record Row(UUID person, Integer weekday, LocalDate day, LocalTime from, LocalTime to) {
        DutyRoster.DutyShift hours() {
            return new DutyRoster.DutyShift(from, to, Set.of());
        }

        DutyRoster.WeeklyShift weekly() {
            return new DutyRoster.WeeklyShift(weekday, from, to, Set.of());
        }
    }

    /** Empty and of version 0 where there is none. @throws Problem NOT_FOUND, also beyond the caller's line of units */
    @WithSession
    Uni<DutyRoster> of(Caller caller, UUID unit) {
        return Db.one(Long.class, VERSION, unit, caller.scope().firm(), caller.unitId())
                .chain(version -> Db.select(Row.class, ROWS, unit).map(rows -> roster(unit, rows, version)));
    }

    /**
     * Replaces it. A lead or manager does so for the units they lead, operations for all.
     *
     * @throws Problem NOT_FOUND, FORBIDDEN, VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT, UNKNOWN_ANSWERER
     */
    @WithTransaction
    Uni<DutyRoster> set(Caller caller, UUID unit, String ifMatch, NewDutyRoster input) {
        List<NewDutyRoster.Row> shifts = input.rows();
        return of(caller, unit)
                .invoke(before -> requireMay(caller, before, ifMatch))
                .call(() -> answerers.requireAllAble(unit, NewDutyRoster.people(shifts)))
                .chain(before -> Db.execute(HEAD, unit, before.version(), caller.userId()))
                .invoke(DutyRosters::requireFirst)
                .chain(() -> replace(unit, input.days(), shifts))
                .chain(() -> audit.record(caller.userId(), "DUTY_ROSTER_CHANGED", "UNIT", unit))
                .chain(() -> of(caller, unit));
    }

    private static void requireMay(Caller caller, DutyRoster roster, String ifMatch) {
        if (!caller.has(Role.OPERATIONS) && !caller.units().contains(roster.unitId())) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
        Version.require(ifMatch, roster.version());
    }

    private static void requireFirst(int changed) {
        if (changed == 0) {
            throw Problem.of(CommonProblem.STALE_VERSION);
        }
    }

    private Uni<Integer> replace(UUID unit, List<String> days, List<NewDutyRoster.Row> shifts) {
        return Db.execute("delete from duty_shifts where unit_id = ?1", unit)
                .chain(() -> Db.execute("delete from duty_dates where unit_id = ?1", unit))
                .chain(() -> Db.execute(DATES, unit, write(days)))
                .chain(() -> Db.execute(SHIFTS, unit, write(shifts)));
    }

    private static DutyRoster roster(UUID unit, List<Row> rows, long version) {
        List<DutyRoster.WeeklyShift> weekly = shifts(rows.stream().filter(row -> row.weekday() != null), Row::weekly)
                .map(shift -> shift.getKey().with(shift.getValue()))
                .toList();
        Map<LocalDate, List<Row>> byDay = rows.stream()
                .filter(row -> row.day() != null)
                .collect(Collectors.groupingBy(Row::day, LinkedHashMap::new, Collectors.toList()));
        List<DutyRoster.DutyDate> dates = byDay.entrySet().stream()
                .map(day -> new DutyRoster.DutyDate(day.getKey(), ofDay(day.getValue())))
                .toList();
        return new DutyRoster(unit, weekly, dates, version);
    }

    private static List<DutyRoster.DutyShift> ofDay(List<Row> rows) {
        return shifts(rows.stream().filter(row -> row.person() != null), Row::hours)
                .map(shift -> shift.getKey().with(shift.getValue()))
                .toList();
    }

    /** The people of each shift, in the order of the rows. */
    private static <S> Stream<Map.Entry<S, Set<UUID>>> shifts(Stream<Row> rows, Function<Row, S> shift) {
        return rows
                .collect(Collectors.groupingBy(
                        shift, LinkedHashMap::new, Collectors.mapping(Row::person, Collectors.toSet())))
                .entrySet()
                .stream();
    }

    private String write(List<?> values) {
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
