package io.wealthcrm.customer;

import java.time.Instant;
import java.util.UUID;

/**
 * A customer went from one advisor to another.
 *
 * @param from null when out of the public pool
 * @param to null when into it; {@code toUnit} is the pool's branch or head office then
 * @param by null where a rule did it
 */
public record CustomerTransferred(UUID customerId, UUID from, UUID to, UUID toUnit, UUID by, Instant at) {}
