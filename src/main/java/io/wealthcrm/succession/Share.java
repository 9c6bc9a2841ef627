package io.wealthcrm.succession;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.Tier;
import io.wealthcrm.shared.Money;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one advisor gets.
 *
 * @param byTier left out, as are {@code assets}, for administrators
 * @param assets open holdings of these customers at their value
 * @param capacityLeft how many customers more the advisor may have then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Share(
        UUID advisorId,
        String advisorName,
        long customers,
        Map<Tier, Long> byTier,
        Money assets,
        long openOrders,
        long capacityLeft) {

    /** For who sees no customers: of few, what they are would be what one of them is. */
    Share withoutDetails() {
        return new Share(advisorId, advisorName, customers, null, null, openOrders, capacityLeft);
    }

    static Share of(Candidate candidate, List<Served> customers, long capacityLeft) {
        Map<Tier, Long> tiers = new EnumMap<>(Tier.class);
        customers.forEach(customer -> tiers.merge(customer.tier(), 1L, Long::sum));
        BigDecimal assets = customers.stream().map(Served::assets).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Share(
                candidate.id(),
                candidate.name(),
                customers.size(),
                tiers,
                Money.of(assets),
                customers.stream().mapToLong(Served::openOrders).sum(),
                capacityLeft);
    }
}
