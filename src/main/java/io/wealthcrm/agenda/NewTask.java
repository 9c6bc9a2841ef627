package io.wealthcrm.agenda;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Something to be done.
 *
 * @param customerId whom it is about; null for what is about no customer
 * @param assigneeId who is to do it; null for whoever says so
 * @param priority null for NORMAL
 * @param dueAt until when; not in the past, and at most three years on
 */
record NewTask(
        @NotBlank @Size(max = 200) String title,
        @Size(min = 1, max = 2000) String note,
        UUID customerId,
        UUID assigneeId,
        Priority priority,
        @NotNull Instant dueAt) {
    private static final Duration LONGEST = Duration.ofDays(3 * 366);

    /** A phone's clock may run a little behind. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** @throws Problem INVALID_INPUT */
    void check(Instant now) {
        requireSoon("/dueAt", dueAt, now);
    }

    /** @throws Problem INVALID_INPUT, at the pointer, for a time nobody can work towards */
    static void requireSoon(String pointer, Instant time, Instant now) {
        Instant last = now.plus(LONGEST);
        if (time.isBefore(now.minus(TOLERANCE)) || time.isAfter(last)) {
            throw Problem.invalid(pointer, "RANGE", now + " … " + last);
        }
    }
}
