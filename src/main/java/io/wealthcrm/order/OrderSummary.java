package io.wealthcrm.order;

import io.wealthcrm.shared.Money;
import java.time.Instant;
import java.util.UUID;

/** An order in a list. Names are those at booking. */
public record OrderSummary(
        UUID id,
        UUID customerId,
        String customerName,
        UUID productId,
        String productName,
        UUID advisorId,
        Money amount,
        String currency,
        OrderStatus status,
        Instant statusAt,
        Instant bookedAt,
        long version) {

    static OrderSummary of(Order order) {
        return new OrderSummary(
                order.id,
                order.customerId,
                order.customerName,
                order.productId,
                order.productName,
                order.advisorId,
                Money.of(order.amount),
                order.currency,
                order.status,
                order.statusAt,
                order.bookedAt,
                order.version);
    }
}
