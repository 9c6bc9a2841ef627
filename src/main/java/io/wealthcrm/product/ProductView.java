package io.wealthcrm.product;

import io.wealthcrm.shared.DayCount;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A product as the apps show it.
 *
 * @param status at the firm's present time
 * @param amountLeft of the quota, at the moment of asking
 * @param documents how many lie with it
 */
record ProductView(
        UUID id,
        String code,
        String name,
        String summary,
        ProductKind kind,
        RiskLevel riskLevel,
        Regime regime,
        LegalForm legalForm,
        String currency,
        Money minAmount,
        Money increment,
        Money quotaAmount,
        int quotaSeats,
        Money amountLeft,
        int seatsLeft,
        Rate benchmarkRate,
        Integer termDays,
        DayCount dayCount,
        InterestSchedule interestSchedule,
        LocalDate valueDate,
        ProductStatus status,
        Instant opensAt,
        Instant closesAt,
        Instant launchedAt,
        long documents,
        long version) {

    static ProductView of(Product product, Instant now) {
        return new ProductView(
                product.id,
                product.code,
                product.name,
                product.summary,
                product.kind,
                product.riskLevel,
                product.regime,
                product.legalForm,
                product.currency,
                Money.of(product.minAmount),
                Money.of(product.increment),
                Money.of(product.quotaAmount),
                product.quotaSeats,
                Money.of(product.amountLeft()),
                product.seatsLeft(),
                Rate.of(product.benchmarkRate),
                product.termDays,
                product.dayCount,
                product.interestSchedule,
                product.valueDate,
                product.statusAt(now),
                product.opensAt,
                product.closesAt,
                product.launchedAt,
                product.documents,
                product.version);
    }
}
