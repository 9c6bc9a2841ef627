package io.wealthcrm.agenda;

import java.time.Instant;
import java.util.UUID;

/** A photo taken on a visit. */
record VisitPhoto(UUID id, String name, String mediaType, long size, Instant uploadedAt) {}
