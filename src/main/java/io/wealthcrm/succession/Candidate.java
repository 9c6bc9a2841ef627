package io.wealthcrm.succession;

import java.util.Set;
import java.util.UUID;

/**
 * Somebody who may take customers over.
 *
 * @param departed has left, or is about to
 * @param near in the unit of who hands over
 * @param room how many customers more they may have
 * @param cities where they serve customers
 */
record Candidate(UUID id, String name, UUID unitId, boolean departed, boolean near, long room, Set<String> cities) {}
