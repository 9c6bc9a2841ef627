package io.wealthcrm.succession;

import java.util.UUID;

/** Somebody sees to an advisor's customers no more: the cover was withdrawn, its last day is over, or one of the two left the firm. */
record CoverEnded(UUID coveredId, UUID coverId) {}
