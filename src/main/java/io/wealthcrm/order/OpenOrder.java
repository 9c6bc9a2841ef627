package io.wealthcrm.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order under way, with how it stands at each gate.
 *
 * @param expiresAt when a booking lapses that is not submitted by then
 * @param coolingOffEndsAt left out before the money is there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OpenOrder(
        UUID id,
        UUID productId,
        String productName,
        UUID advisorId,
        Money amount,
        String currency,
        OrderStatus status,
        Instant statusAt,
        Instant bookedAt,
        Instant expiresAt,
        Instant coolingOffEndsAt,
        List<GateView> gates) {}
