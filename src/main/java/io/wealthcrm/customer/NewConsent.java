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

    /** Whether it is later than a withdrawal. @throws Problem INVALID_INPUT */
    void checkAfter(LocalDate withdrawal, LocalDate today) {
        if ((givenOn == null ? today : givenOn).isBefore(withdrawal)) {
            throw Problem.invalid("/givenOn", "AFTER", "≥ " + withdrawal);
        }
    }

    /** Whether a paper of it is shown. @param known whether that paper is older than the withdrawal @throws Problem INVALID_INPUT */
    void checkShown(boolean known) {
        if (evidenceFileId == null) {
            throw Problem.invalid(
                    "/evidenceFileId",
                    "REQUIRED",
                    "客户已撤回，须有客户书面授权 / withdrawn, so a paper of the new consent is needed");
        }
        if (known) {
            throw Problem.invalid("/evidenceFileId", "USED", "该凭证早于撤回 / the paper is older than the withdrawal");
        }
    }
}
