package io.wealthcrm.household;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * What a customer is in a household.
 *
 * @param since the first day in it; where it is left out, today for a new member and as before for one who is there
 */
record NewMember(@NotNull HouseholdRole role, LocalDate since) {

    /** @throws Problem INVALID_INPUT for a day to come */
    static void check(LocalDate since, LocalDate today) {
        if (since != null && since.isAfter(today)) {
            throw Problem.invalid("/since", "OUT_OF_RANGE", "不晚于今天 / not after today");
        }
    }
}
