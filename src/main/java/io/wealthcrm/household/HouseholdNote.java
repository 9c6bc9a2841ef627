package io.wealthcrm.household;

import java.time.Instant;
import java.util.UUID;

/** What the members have in common, as somebody wrote it down. Never changed. */
public record HouseholdNote(UUID id, String text, UUID by, String byName, Instant at) {}
