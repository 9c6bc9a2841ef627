package io.wealthcrm.succession;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.Handover;
import java.util.UUID;

/**
 * One customer's way.
 *
 * @param to left out for the public pool; {@code toUnit} is the pool's branch or head office then
 * @param ordersTo who works on what is under way; left out where nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SuccessionItem(UUID customerId, UUID from, UUID to, UUID toUnit, UUID ordersTo) {
    static SuccessionItem of(Handover row) {
        return new SuccessionItem(row.customer(), row.from(), row.to(), row.toUnit(), row.works());
    }
}
