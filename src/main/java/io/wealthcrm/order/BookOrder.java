package io.wealthcrm.order;

import io.wealthcrm.shared.Money;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** A booking (预约); the amount in the product's currency. */
record BookOrder(@NotNull UUID customerId, @NotNull UUID productId, @NotNull Money amount) {}
