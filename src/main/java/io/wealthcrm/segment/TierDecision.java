package io.wealthcrm.segment;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/**
 * Headquarters' answer.
 *
 * @param until the first day on which the rules count again; a year from today where left out, three years at most
 */
record TierDecision(@NotNull Boolean accepted, @NotBlank @Size(max = 1000) String answer, LocalDate until) {
    private static final int MOST_YEARS = 3;

    /** Null for a refusal. @throws Problem INVALID_INPUT */
    LocalDate until(LocalDate today) {
        if (!accepted) {
            return null;
        }
        LocalDate day = until == null ? today.plusYears(1) : until;
        if (!day.isAfter(today) || day.isAfter(today.plusYears(MOST_YEARS))) {
            throw Problem.invalid("/until", "RANGE", "须在今天之后三年以内 / after today and within three years");
        }
        return day;
    }
}
