package io.wealthcrm.pool;

import java.time.Instant;
import java.util.UUID;

/** A customer has become the caller's. */
record Claimed(UUID customerId, UUID advisorId, UUID unitId, Instant claimedAt) {}
