package io.wealthcrm.succession;

import io.wealthcrm.customer.Tier;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.UUID;

/**
 * A customer of who hands over.
 *
 * @param poolId the pool of the customer's unit
 * @param leadId the nearest lead above the customer's unit, null without any
 * @param assets open holdings at their value
 */
record Served(
        UUID id, UUID unitId, UUID poolId, UUID leadId, String city, Tier tier, BigDecimal assets, long openOrders) {
    /** Who is placed first: the highest tier, then the largest assets. */
    static final Comparator<Served> FIRST = Comparator.comparing(Served::tier)
            .thenComparing(Served::assets)
            .reversed()
            .thenComparing(Served::id);
}
