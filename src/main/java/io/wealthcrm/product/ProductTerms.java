package io.wealthcrm.product;

import io.wealthcrm.shared.DayCount;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What an order relies on; fixed from the launch on, but for the name and the closing time.
 *
 * @param minAmount least amount of one order, in {@code currency}
 * @param increment amounts above the minimum go up in steps of this
 * @param benchmarkRate a year's performance benchmark (业绩比较基准) as a fraction, or null; never a promise
 * @param termDays days from value date to maturity; null for funds without an end
 * @param valueDate first day that earns (起息日), or null where each order has its own
 * @param status at the firm's present time, OPEN or CLOSED
 * @param rules what the regime demands now
 */
public record ProductTerms(
        UUID id,
        String code,
        String name,
        ProductKind kind,
        RiskLevel riskLevel,
        Regime regime,
        String currency,
        BigDecimal minAmount,
        BigDecimal increment,
        BigDecimal benchmarkRate,
        Integer termDays,
        DayCount dayCount,
        InterestSchedule interestSchedule,
        LocalDate valueDate,
        ProductStatus status,
        Instant opensAt,
        Instant closesAt,
        RegimeTerms rules) {

    /** The day an investment that earns from {@code from} on matures; null for a product without a term. */
    public LocalDate maturityFrom(LocalDate from) {
        return termDays == null ? null : from.plusDays(termDays);
    }

    /** The same under other rules of its regime. */
    ProductTerms under(RegimeTerms other) {
        return new ProductTerms(
                id,
                code,
                name,
                kind,
                riskLevel,
                regime,
                currency,
                minAmount,
                increment,
                benchmarkRate,
                termDays,
                dayCount,
                interestSchedule,
                valueDate,
                status,
                opensAt,
                closesAt,
                other);
    }
}
