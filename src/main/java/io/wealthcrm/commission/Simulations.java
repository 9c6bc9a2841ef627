package io.wealthcrm.commission;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.commission.Simulation.Earned;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Replays past months under a version of a plan; writes nothing. Both sides come out of the same calculation with the units
 * led as they are now, so that a difference is the rules' alone.
 */
@ApplicationScoped
class Simulations {
    private static final int MONTHS = 12;

    private static final String EARNED = Engine.LINES
            + """
            select line.beneficiary_id, u.display_name, sum(line.amount) as amount
              from line join users u on u.id = line.beneficiary_id
             group by line.beneficiary_id, u.display_name""";

    private final PlanQueries plans;
    private final Months months;

    Simulations(PlanQueries plans, Months months) {
        this.plans = plans;
        this.months = months;
    }

    /**
     * From one month to another, both included; one pass a month and side.
     *
     * @throws Problem NOT_FOUND, COMMISSION_MONTH_OPEN, INVALID_INPUT
     */
    @WithTransaction
    Uni<Simulation> replay(UUID versionId, LocalDate from, LocalDate to) {
        requireSpan(from, to);
        months.requireOver(to);
        return Db.select(String.class, Engine.PLANNING)
                .chain(() -> plans.version(versionId))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND))
                .chain(version -> each(from, to, month -> inForce(version.planId, month))
                        .chain(current -> each(from, to, month -> earned(versionId, month))
                                .map(simulated -> Simulation.of(
                                        versionId, Months.text(from), Months.text(to), current, simulated))));
    }

    private static Uni<List<Earned>> each(LocalDate from, LocalDate to, Function<LocalDate, Uni<List<Earned>>> month) {
        return Multi.createFrom()
                .items(from.datesUntil(to.plusDays(1), Period.ofMonths(1)))
                .onItem()
                .transformToUniAndConcatenate(month::apply)
                .collect()
                .asList()
                .map(all -> all.stream().flatMap(List::stream).toList());
    }

    private Uni<List<Earned>> inForce(UUID planId, LocalDate month) {
        return plans.inForce(planId, month)
                .chain(version -> version == null ? Uni.createFrom().item(List.of()) : earned(version.id, month));
    }

    private Uni<List<Earned>> earned(UUID versionId, LocalDate month) {
        return Db.select(Earned.class, EARNED, versionId, months.begin(month), months.end(month), months.zone());
    }

    private static void requireSpan(LocalDate from, LocalDate to) {
        if (to.isBefore(from) || !to.isBefore(from.plusMonths(MONTHS))) {
            throw Problem.invalid("/to", "RANGE", "起止须在十二个月以内 / within twelve months from the first");
        }
    }
}
