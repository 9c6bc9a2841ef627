package io.wealthcrm.performance;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What single people did; one statement. */
@ApplicationScoped
class People {
    /**
     * Leads see what was done in their units, by whoever is in one of them or was then, and targets of those who are. ?1 the
     * person, ?2 whether all is in sight, ?3 the caller, ?4 and ?5 the period, ?6 the horizon, ?7 the caller's units, ?8 the
     * period's kind.
     */
    private static final String FIND =
            """
            select u.display_name, u.unit_id, own.name,
                   case when ?2 or u.id = ?3 or u.unit_id = any(cast(?7 as uuid[])) then %4$s end, f.day, %1$s
              from users u join units own on own.id = u.unit_id
              left join (select day, %2$s from person_days
                          where person_id = ?1 and day between ?4 and least(cast(?5 as date), ?6) and known_on <= ?6
                            and (?2 or person_id = ?3 or unit_id = any(cast(?7 as uuid[])))
                          group by day having %3$s) f on true
             where u.id = ?1 and (?2 or u.id = ?3 or u.unit_id = any(cast(?7 as uuid[])) or f.day is not null)
             order by f.day"""
                    .formatted(Facts.each("f.%s"), Facts.SUMS, Facts.anything(), Progress.TARGETS.formatted("u.id"));

    private final ObjectMapper json;

    People(ObjectMapper json) {
        this.json = json;
    }

    record Row(
            String name,
            UUID unitId,
            String unitName,
            String targets,
            LocalDate day,
            Long newCustomers,
            Long contacts,
            Long plansDue,
            Long plansKept,
            Long bookings,
            Money bookedAmount,
            Money confirmedAmount) {
        DayFigures figures() {
            return new DayFigures(
                    day,
                    new Figures(newCustomers, contacts, plansDue, plansKept, bookings, bookedAmount, confirmedAmount));
        }
    }

    /** @throws Problem NOT_FOUND, also for whom nothing is in sight of */
    @WithSession
    Uni<PersonPerformance> of(Reach reach, UUID person, Asked asked) {
        return Db.select(
                        Row.class,
                        FIND,
                        person,
                        reach.firm(),
                        reach.me(),
                        asked.from(),
                        asked.to(),
                        asked.horizon(),
                        reach.units(),
                        asked.period().kind().name())
                .map(rows -> view(person, asked, rows));
    }

    private PersonPerformance view(UUID person, Asked asked, List<Row> rows) {
        if (rows.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        List<DayFigures> days =
                rows.stream().filter(row -> row.day() != null).map(Row::figures).toList();
        Row first = rows.get(0);
        Figures all = Figures.sum(days.stream().map(DayFigures::figures).toList());
        return new PersonPerformance(
                person,
                first.name(),
                first.unitId(),
                first.unitName(),
                asked.period().text(),
                asked.from(),
                asked.to(),
                asked.asOf(),
                all,
                Progress.read(first.targets(), all, json),
                days);
    }
}
