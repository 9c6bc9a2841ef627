package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.BusinessDays;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/**
 * Pays holders by record date: prepared by one, approved by another, executed by {@link DistributionJob}. Never more than the
 * product's cash, both when prepared and when approved.
 */
@ApplicationScoped
class Distributions {
    private static final String TERMS =
            """
            select kind, record_date, since, until, rate, case when kind = 'DIVIDEND' then amount end, nav
              from distributions where id = ?1""";

    private static final String REST =
            "select coalesce(sum(amount), 0) from distribution_lines where distribution_id = ?1 and entry_id is null";

    private final Runs runs;
    private final Ledger ledger;
    private final BusinessDays days;
    private final SettlementConfig config;
    private final WealthConfig firm;
    private final Clock clock;

    Distributions(
            Runs runs, Ledger ledger, BusinessDays days, SettlementConfig config, WealthConfig firm, Clock clock) {
        this.runs = runs;
        this.ledger = ledger;
        this.days = days;
        this.config = config;
        this.firm = firm;
        this.clock = clock;
    }

    record Terms(
            DistributionKind kind,
            LocalDate recordDate,
            LocalDate since,
            LocalDate until,
            BigDecimal rate,
            BigDecimal total,
            BigDecimal nav) {}

    /**
     * Works out what each holding is due, without paying any.
     *
     * @return the distribution's id
     * @throws Problem NOT_FOUND, INVALID_INPUT, WRONG_PRODUCT_KIND, DAY_IN_FUTURE, NOT_A_BUSINESS_DAY, NAV_MISSING,
     *     UNCLEARED_HOLDINGS, INTEREST_PERIOD_OVERLAPS, RECORD_DATE_OUT_OF_ORDER, DIVIDEND_ALREADY_DISTRIBUTED,
     *     DIVIDEND_REST_DIFFERS, NOTHING_TO_DISTRIBUTE, RUN_UNDER_WAY, DISTRIBUTION_EXCEEDS_CASH
     */
    @WithTransaction
    Uni<UUID> prepare(Caller caller, UUID productId, NewDistribution input) {
        input.requireTermsOfKind();
        LocalDate payOn = payOn(input);
        UUID id = Ids.next();
        return Db.select(
                        DistributionTerms.class,
                        DistributionTerms.SELECT,
                        productId,
                        input.recordDate(),
                        input.kind().name(),
                        input.since(),
                        input.until())
                .map(found -> DistributionTerms.checked(found, input))
                .chain(terms -> insert(caller, productId, input, terms.navOf(input), id, payOn))
                .chain(() -> amount(id))
                .call(amount -> requireCash(productId, amount))
                .replaceWith(id);
    }

    /**
     * Approves what somebody else has prepared, and starts it.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE, SECOND_PERSON_REQUIRED, RUN_STALE, DISTRIBUTION_EXCEEDS_CASH
     */
    @WithTransaction
    Uni<JobView> approve(Caller caller, UUID productId, UUID id) {
        return runs.lock(RunKind.DISTRIBUTION, productId, id)
                .invoke(run -> run.requireApprovableBy(caller.userId()))
                .call(() -> requireUnchanged(productId, id))
                .call(run -> requireCash(productId, run.amount()))
                .chain(run -> runs.approve(caller, RunKind.DISTRIBUTION, run));
    }

    /**
     * Takes an approved distribution up again whose job failed.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE, RUN_IN_PROGRESS, DISTRIBUTION_EXCEEDS_CASH for what is not posted yet
     */
    @WithTransaction
    Uni<JobView> resume(Caller caller, UUID productId, UUID id) {
        return runs.resume(caller, RunKind.DISTRIBUTION, productId, id)
                .call(() -> Db.select(BigDecimal.class, REST, id).chain(rest -> requireCash(productId, rest.get(0))));
    }

    private Uni<Integer> insert(
            Caller caller, UUID productId, NewDistribution input, BigDecimal nav, UUID id, LocalDate payOn) {
        return Db.execute(
                        DistributionSql.prepare(input.kind()),
                        productId,
                        input.recordDate(),
                        input.since(),
                        input.until(),
                        input.rate() == null ? null : input.rate().value(),
                        input.total() == null ? null : input.total().amount(),
                        nav,
                        id,
                        input.kind().name(),
                        payOn,
                        caller.userId(),
                        clock.instant())
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "distributions_live")
                        || DatabaseProblem.isDuplicate(failure, "distributions_interest_once")
                        || DatabaseProblem.isDuplicate(failure, "distributions_dividend_once"))
                .transform(failure -> Problem.of(SettlementProblem.RUN_UNDER_WAY))
                .invoke(lines -> {
                    if (lines == 0) {
                        throw Problem.of(SettlementProblem.NOTHING_TO_DISTRIBUTE);
                    }
                });
    }

    private Uni<Void> requireUnchanged(UUID productId, UUID id) {
        return Db.select(Terms.class, TERMS, id)
                .map(rows -> rows.get(0))
                .chain(terms -> Db.select(
                        Long.class,
                        DistributionSql.stale(terms.kind()),
                        productId,
                        terms.recordDate(),
                        terms.since(),
                        terms.until(),
                        terms.rate(),
                        terms.total(),
                        terms.nav(),
                        id))
                .invoke(stale -> {
                    if (stale.get(0) > 0) {
                        throw Problem.of(SettlementProblem.RUN_STALE);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireCash(UUID productId, BigDecimal amount) {
        return ledger.available(productId)
                .invoke(available -> {
                    if (amount.compareTo(available) > 0) {
                        throw Problem.of(
                                SettlementProblem.DISTRIBUTION_EXCEEDS_CASH,
                                Map.of("available", Money.of(available), "amount", Money.of(amount)));
                    }
                })
                .replaceWithVoid();
    }

    private LocalDate payOn(NewDistribution input) {
        if (input.recordDate().isAfter(today())) {
            throw Problem.of(SettlementProblem.DAY_IN_FUTURE);
        }
        if (input.payOn() != null && !days.banks().isOpen(input.payOn())) {
            throw Problem.of(
                    SettlementProblem.NOT_A_BUSINESS_DAY,
                    Map.of("next", days.banks().following(input.payOn())));
        }
        return input.payOn() == null ? days.banks().plus(input.recordDate(), config.payAfter()) : input.payOn();
    }

    private static Uni<BigDecimal> amount(UUID id) {
        return Db.select(BigDecimal.class, "select amount from distributions where id = ?1", id)
                .map(rows -> rows.get(0));
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(firm.zone()));
    }
}
