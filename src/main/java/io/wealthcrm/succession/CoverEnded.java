package io.wealthcrm.succession;

import java.util.UUID;

/** Somebody sees to an advisor's customers no more: the cover was withdrawn, or its last day is over. */
record CoverEnded(UUID coveredId, UUID coverId) {}
