package io.wealthcrm.household;

import java.time.Instant;
import java.util.UUID;

/** A household in a list; {@code members} counts all of now, in sight or not. */
record HouseholdSummary(UUID id, String name, HouseholdKind kind, int members, Instant createdAt, long version) {}
