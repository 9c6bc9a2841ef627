package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.BusinessDays;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.ProblemCode;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Registers shares of a fund (份额确认): prepared by one, approved by another, executed by {@link ClearingJob}. */
@ApplicationScoped
class ClearingRuns {
    private final Runs runs;
    private final BusinessDays days;
    private final WealthConfig firm;
    private final Clock clock;

    ClearingRuns(Runs runs, BusinessDays days, WealthConfig firm, Clock clock) {
        this.runs = runs;
        this.days = days;
        this.firm = firm;
        this.clock = clock;
    }

    record Facts(boolean fund, BigDecimal nav, LocalDate lastCleared, LocalDate earlierNav) {}

    /**
     * Works out the shares of every holding that waits for them, without registering any.
     *
     * @return the run's id
     * @throws Problem NOT_FOUND, WRONG_PRODUCT_KIND, DAY_IN_FUTURE, NOT_A_BUSINESS_DAY, NAV_MISSING,
     *     DEALING_DAY_OUT_OF_ORDER, EARLIER_DEALING_DAY, NOTHING_TO_CLEAR, RUN_UNDER_WAY
     */
    @WithTransaction
    Uni<UUID> prepare(Caller caller, UUID productId, NewClearingRun input) {
        requireDealingDay(input.dealingDay());
        UUID id = Ids.next();
        return Db.select(Facts.class, ClearingSql.FACTS, productId, input.dealingDay())
                .map(found -> checked(found, input.dealingDay()))
                .chain(facts -> Db.execute(
                        ClearingSql.PREPARE,
                        id,
                        productId,
                        input.dealingDay(),
                        input.rate(),
                        input.discount(),
                        facts.nav(),
                        caller.userId(),
                        clock.instant()))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "clearing_runs_live"))
                .transform(failure -> Problem.of(SettlementProblem.RUN_UNDER_WAY))
                .invoke(lines -> require(lines > 0, SettlementProblem.NOTHING_TO_CLEAR))
                .replaceWith(id);
    }

    /**
     * Approves what somebody else has prepared, if it would be prepared the same now, and starts it.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE, SECOND_PERSON_REQUIRED, RUN_STALE
     */
    @WithTransaction
    Uni<JobView> approve(Caller caller, UUID productId, UUID id) {
        return runs.lock(RunKind.CLEARING, productId, id)
                .invoke(run -> run.requireApprovableBy(caller.userId()))
                .call(() -> Db.select(Long.class, ClearingSql.STALE, id)
                        .invoke(stale -> require(stale.get(0) == 0, SettlementProblem.RUN_STALE)))
                .chain(run -> runs.approve(caller, RunKind.CLEARING, run));
    }

    private void requireDealingDay(LocalDate day) {
        require(!day.isAfter(LocalDate.now(clock.withZone(firm.zone()))), SettlementProblem.DAY_IN_FUTURE);
        require(days.markets().isOpen(day), SettlementProblem.NOT_A_BUSINESS_DAY);
    }

    private static Facts checked(List<Facts> found, LocalDate day) {
        require(!found.isEmpty(), CommonProblem.NOT_FOUND);
        Facts facts = found.get(0);
        require(facts.fund(), SettlementProblem.WRONG_PRODUCT_KIND);
        require(facts.nav() != null, SettlementProblem.NAV_MISSING);
        if (facts.lastCleared() != null && day.isBefore(facts.lastCleared())) {
            throw Problem.of(SettlementProblem.DEALING_DAY_OUT_OF_ORDER, Map.of("current", facts.lastCleared()));
        }
        if (facts.earlierNav() != null) {
            throw Problem.of(SettlementProblem.EARLIER_DEALING_DAY, Map.of("dealingDay", facts.earlierNav()));
        }
        return facts;
    }

    private static void require(boolean fine, ProblemCode otherwise) {
        if (!fine) {
            throw Problem.of(otherwise);
        }
    }
}
