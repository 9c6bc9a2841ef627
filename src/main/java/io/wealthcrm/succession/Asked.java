package io.wealthcrm.succession;

import java.util.List;
import java.util.UUID;

/**
 * What is to be handed over, as asked.
 *
 * @param within the units whose advisors may take over; null for any
 */
record Asked(SuccessionKind kind, Leaver leaver, Destination plan, List<Heir> heirs, List<UUID> within) {
    boolean leaves() {
        return kind == SuccessionKind.OFFBOARDING;
    }

    /** Whether the colleagues of who leaves are asked for, since nobody is named. */
    boolean amongColleagues() {
        return heirs.isEmpty() && plan == Destination.TRANSFER;
    }

    /** Who leaves the firm; null where nobody does. */
    UUID leaving() {
        return leaves() ? leaver.id() : null;
    }
}
