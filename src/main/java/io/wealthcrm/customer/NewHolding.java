package io.wealthcrm.customer;

import io.wealthcrm.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A position opened by a confirmed order.
 *
 * @param orderId the order it comes from; one order opens one holding
 * @param advisorId who sold it
 * @param shares at most four places; null for products without a net asset value
 * @param maturesOn null for open-ended products
 */
public record NewHolding(
        UUID customerId,
        UUID productId,
        UUID orderId,
        UUID advisorId,
        UUID unitId,
        Money principal,
        BigDecimal shares,
        LocalDate openedOn,
        LocalDate maturesOn) {}
