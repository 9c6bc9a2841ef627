package io.wealthcrm.product;

import io.wealthcrm.product.Projection.Case;
import io.wealthcrm.product.Projection.CashFlow;
import io.wealthcrm.product.Projection.CashFlow.Kind;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Works out projections. Interest of a fixed term is simple, by the product's day count, each payment rounded half-even to
 * the cent by itself; periods are counted from the first day, so that a start on the 31st stays at the month's end. A
 * fund's value grows by the assumed rate, compounded at each full year and simple in the rest; it is rounded once, at the end.
 */
final class Projector {
    static final String DISCLAIMER = "本测算基于假设情景，仅供参考，不构成收益承诺；投资有风险，可能损失本金。"
            + " This projection rests on assumptions and is for illustration only; it is not a promise of return, and capital may"
            + " be lost.";

    private final ProductTerms terms;
    private final BigDecimal amount;
    private final LocalDate from;
    private final LocalDate to;

    private Projector(ProductTerms terms, BigDecimal amount, LocalDate from) {
        this.terms = terms;
        this.amount = amount;
        this.from = from;
        this.to = terms.termDays() == null ? from.plusYears(1) : terms.maturityFrom(from);
    }

    /** @param from the first day that earns @throws Problem NO_BENCHMARK when there is no rate to start from */
    static Projection project(ProductTerms terms, Money amount, LocalDate from) {
        if (terms.benchmarkRate() == null) {
            throw Problem.of(ProductProblem.NO_BENCHMARK);
        }
        Projector projector = new Projector(terms, amount.amount(), from);
        return new Projection(
                terms.id(),
                amount,
                terms.currency(),
                from,
                projector.to,
                terms.dayCount(),
                false,
                DISCLAIMER,
                Arrays.stream(Scenario.values()).map(projector::under).toList());
    }

    private Case under(Scenario scenario) {
        BigDecimal rate = scenario.rate(terms.kind(), terms.benchmarkRate());
        List<CashFlow> flows = new ArrayList<>();
        flows.add(new CashFlow(from, Kind.INVESTMENT, Money.of(amount.negate())));
        if (terms.kind() == ProductKind.FIXED_TERM) {
            addInterest(flows, rate);
            flows.add(new CashFlow(to, Kind.PRINCIPAL, Money.of(amount)));
        } else {
            flows.add(new CashFlow(to, Kind.REDEMPTION, Money.of(grown(rate))));
        }
        BigDecimal gain = flows.stream().map(flow -> flow.amount().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Case(scenario, Rate.of(plain(rate)), Money.of(gain), Money.of(amount.add(gain)), List.copyOf(flows));
    }

    private void addInterest(List<CashFlow> flows, BigDecimal rate) {
        LocalDate start = from;
        for (LocalDate end : terms.interestSchedule().paymentDays(from, to)) {
            BigDecimal interest = terms.dayCount().interest(amount, rate, start, end);
            flows.add(new CashFlow(end, Kind.INTEREST, Money.of(interest)));
            start = end;
        }
    }

    private BigDecimal grown(BigDecimal rate) {
        BigDecimal value = amount;
        LocalDate start = from;
        for (int year = 1; !from.plusYears(year).isAfter(to); year++) {
            value = value.multiply(BigDecimal.ONE.add(rate), MathContext.DECIMAL128);
            start = from.plusYears(year);
        }
        BigDecimal days = BigDecimal.valueOf(terms.dayCount().days(start, to));
        BigDecimal rest = value.multiply(rate)
                .multiply(days)
                .divide(BigDecimal.valueOf(terms.dayCount().basis()), MathContext.DECIMAL128);
        return value.add(rest).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal plain(BigDecimal rate) {
        return rate.scale() < 4 ? rate.setScale(4, RoundingMode.UNNECESSARY) : rate;
    }
}
