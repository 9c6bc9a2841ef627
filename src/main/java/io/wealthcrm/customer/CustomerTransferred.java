package io.wealthcrm.customer;

import java.time.Instant;
import java.util.UUID;

/** A customer went from one advisor to another; {@code from} is null when out of the public pool. */
public record CustomerTransferred(UUID customerId, UUID from, UUID to, UUID toUnit, UUID by, Instant at) {}
