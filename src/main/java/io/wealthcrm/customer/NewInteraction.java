package io.wealthcrm.customer;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;

/**
 * A dealing to be written down.
 *
 * @param at when it was; not in the future
 * @param nextAt when {@code nextStep} is due; not before {@code at}
 */
public record NewInteraction(
        @NotNull InteractionKind kind,
        @NotNull Instant at,
        @NotBlank @Size(max = 4000) String summary,
        @Size(min = 1, max = 1000) String nextStep,
        Instant nextAt) {
    /** A phone's clock may run a little ahead. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** @throws Problem INVALID_INPUT */
    void check(Instant now) {
        if (at.isAfter(now.plus(TOLERANCE)) || at.isBefore(EARLIEST)) {
            throw Problem.invalid("/at", "PAST", EARLIEST + " … " + now);
        }
        if (nextAt != null && (nextAt.isBefore(at) || nextAt.isAfter(LATEST))) {
            throw Problem.invalid("/nextAt", "AFTER", at + " … " + LATEST);
        }
    }
}
