package io.wealthcrm.contribution;

import java.time.LocalDate;
import java.util.UUID;

/** What all customers hold and brought was worked out anew, up to a business date. */
public record ContributionsRecomputed(UUID recomputationId, LocalDate asOf) {}
