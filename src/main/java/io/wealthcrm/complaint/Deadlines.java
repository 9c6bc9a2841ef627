package io.wealthcrm.complaint;

import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * The times of a complaint, in order. Each that passes sends it one level up the line.
 *
 * @param firstDueAt by then somebody has it
 * @param dueAt by then it is answered
 * @param lateAt when it is answered neither then, nor
 * @param veryLateAt then
 */
@Embeddable
record Deadlines(Instant firstDueAt, Instant dueAt, Instant lateAt, Instant veryLateAt) {
    /** The next of them, of which so many have passed; null after the last. */
    Instant after(int passed) {
        return switch (passed) {
            case 0 -> firstDueAt;
            case 1 -> dueAt;
            case 2 -> lateAt;
            case 3 -> veryLateAt;
            default -> null;
        };
    }
}
