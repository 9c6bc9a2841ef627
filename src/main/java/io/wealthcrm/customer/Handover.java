package io.wealthcrm.customer;

import java.util.UUID;

/**
 * One customer's way from one advisor to the next, within an operation that moves many.
 *
 * @param to null for the public pool; {@code toUnit} is the pool's branch or head office then
 * @param works who works on what is under way with the customer: the new advisor, else the nearest lead; null where nothing is
 */
public record Handover(UUID customer, UUID from, UUID fromUnit, UUID to, UUID toUnit, UUID works, UUID worksUnit) {}
