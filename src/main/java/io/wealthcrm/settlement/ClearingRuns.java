package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.BusinessDays;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Problem;
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
    private static final String FACTS =
            """
            select p.kind = 'NAV_FUND', n.nav,
                   (select max(dealing_day) from clearing_runs where product_id = p.id and status = 'DONE'),
                   (select min(e.nav_date) from holdings h
                      join navs e on e.product_id = h.product_id and e.nav_date >= h.opened_on and e.nav_date < ?2
                     where h.product_id = p.id and h.shares is null and h.status = 'OPEN')
              from products p left join navs n on n.product_id = p.id and n.nav_date = ?2
             where p.id = ?1 and p.status <> 'DRAFT'""";

    /** The run and its lines, all worked out in one statement. */
    private static final String PREPARE =
            """
            with net as (
                select id, principal as amount, divide_half_even(principal, cast(?4 as numeric), 2) as net
                  from holdings
                 where product_id = ?2 and shares is null and status = 'OPEN' and opened_on <= ?3),
            line as (
                select id, amount, amount - net as fee, divide_half_even(net, cast(?5 as numeric), 4) as shares from net),
            run as (
                insert into clearing_runs (id, product_id, dealing_day, nav, fee_rate, fee_discount, holdings, amount, fee,
                       shares, prepared_by, prepared_at)
                select ?1, ?2, ?3, cast(?5 as numeric), cast(?6 as numeric), cast(?7 as numeric), count(*), sum(amount),
                       sum(fee), sum(shares), ?8, ?9
                  from line having count(*) > 0
                returning id)
            insert into clearing_lines (run_id, holding_id, amount, fee, shares)
            select run.id, line.id, line.amount, line.fee, line.shares from run, line""";

    private static final String LOCK =
            """
            select id, status, prepared_by, holdings, amount from clearing_runs
             where id = ?1 and product_id = ?2 for update""";

    private static final String DECIDE =
            """
            update clearing_runs set status = ?2, decided_by = ?3, decided_at = ?4,
                   booked_on = case when ?2 = 'APPROVED' then cast(?5 as date) end
             where id = ?1""";

    private final BusinessDays days;
    private final Jobs jobs;
    private final Audit audit;
    private final WealthConfig firm;
    private final Clock clock;

    ClearingRuns(BusinessDays days, Jobs jobs, Audit audit, WealthConfig firm, Clock clock) {
        this.days = days;
        this.jobs = jobs;
        this.audit = audit;
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
        return Db.select(Facts.class, FACTS, productId, input.dealingDay())
                .map(found -> checked(found, input.dealingDay()))
                .chain(facts -> Db.execute(
                        PREPARE,
                        id,
                        productId,
                        input.dealingDay(),
                        input.divisor(),
                        facts.nav(),
                        input.rate(),
                        input.discount(),
                        caller.userId(),
                        clock.instant()))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "clearing_runs_live"))
                .transform(failure -> Problem.of(SettlementProblem.RUN_UNDER_WAY))
                .invoke(lines -> require(lines > 0, SettlementProblem.NOTHING_TO_CLEAR))
                .replaceWith(id);
    }

    /**
     * Approves what somebody else has prepared, and starts it.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE, SECOND_PERSON_REQUIRED
     */
    @WithTransaction
    Uni<JobView> approve(Caller caller, UUID productId, UUID id) {
        return lock(productId, id)
                .invoke(run -> run.requireApprovableBy(caller.userId()))
                .call(() -> decide(caller, id, RunStatus.APPROVED))
                .call(() -> audit.record(caller.userId(), "CLEARING_APPROVED", "CLEARING_RUN", id))
                .chain(run -> jobs.start(ClearingJob.KIND, id, run.holdings(), caller.userId()));
    }

    /** Gives up what is not approved yet. @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE */
    @WithTransaction
    Uni<Void> cancel(Caller caller, UUID productId, UUID id) {
        return lock(productId, id)
                .invoke(RunState::requirePrepared)
                .chain(() -> decide(caller, id, RunStatus.CANCELLED))
                .replaceWithVoid();
    }

    private static Uni<RunState> lock(UUID productId, UUID id) {
        return Db.select(RunState.class, LOCK, id, productId).map(rows -> {
            if (rows.isEmpty()) {
                throw Problem.of(CommonProblem.NOT_FOUND);
            }
            return rows.get(0);
        });
    }

    private Uni<Integer> decide(Caller caller, UUID id, RunStatus status) {
        return Db.execute(DECIDE, id, status.name(), caller.userId(), clock.instant(), today());
    }

    private void requireDealingDay(LocalDate day) {
        require(!day.isAfter(today()), SettlementProblem.DAY_IN_FUTURE);
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

    private static void require(boolean fine, io.wealthcrm.shared.ProblemCode otherwise) {
        if (!fine) {
            throw Problem.of(otherwise);
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(firm.zone()));
    }
}
