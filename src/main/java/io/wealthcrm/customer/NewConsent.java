package io.wealthcrm.customer;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A consent given ({@code granted}) or withdrawn.
 *
 * @param givenOn today where left out; not in the future
 * @param validUntil the last day it holds; without end where left out
 */
record NewConsent(
        @NotNull Consent.Purpose purpose,
        @NotNull Boolean granted,
        LocalDate givenOn,
        LocalDate validUntil,
        UUID evidenceFileId) {

    /** @throws Problem INVALID_INPUT */
    void check(LocalDate today) {
        LocalDate given = givenOn == null ? today : givenOn;
        if (given.isAfter(today)) {
            throw Problem.invalid("/givenOn", "PAST", "≤ " + today);
        }
        if (validUntil != null && validUntil.isBefore(given)) {
            throw Problem.invalid("/validUntil", "AFTER", "≥ " + given);
        }
    }
}
