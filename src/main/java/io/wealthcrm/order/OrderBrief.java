package io.wealthcrm.order;

import java.util.UUID;

/** What other features need to know of an order. */
public record OrderBrief(
        UUID id, UUID customerId, UUID productId, String productName, UUID advisorId, UUID unitId, OrderStatus status) {

    static OrderBrief of(Order order) {
        return new OrderBrief(
                order.id,
                order.customerId,
                order.productId,
                order.productName,
                order.advisorId,
                order.unitId,
                order.status);
    }
}
