package io.wealthcrm.order;

import java.time.Instant;
import java.util.UUID;

/**
 * An order went from one state to another.
 *
 * @param from null when the order was booked
 * @param by the person who moved it; null when the clock did
 * @param at by the firm's clock
 */
public record OrderMoved(
        UUID orderId, UUID customerId, UUID advisorId, OrderStatus from, OrderStatus to, UUID by, Instant at) {}
