package io.wealthcrm.complaint;

import java.time.Instant;
import java.util.UUID;

/** A paper that was laid to a complaint. */
record ComplaintFile(UUID id, String name, String mediaType, long size, UUID uploadedBy, Instant uploadedAt) {}
