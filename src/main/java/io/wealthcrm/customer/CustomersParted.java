package io.wealthcrm.customer;

import java.util.UUID;

/**
 * A merge was taken back, so one customer is two again.
 *
 * @param mergeId the operation that had merged them
 * @param by who took it back
 */
public record CustomersParted(UUID mergeId, UUID survivorId, UUID mergedId, UUID by) {}
