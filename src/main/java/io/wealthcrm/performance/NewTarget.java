package io.wealthcrm.performance;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A target to be set.
 *
 * @param unitId whose it is; or {@code personId}
 * @param period {@code 2026-11} or {@code 2026-Q4}; one that is over stays as it is
 * @param value a count, or an amount in CNY; zero takes the target away
 */
record NewTarget(
        UUID unitId,
        UUID personId,
        @NotNull Metric metric,
        @NotNull @Size(max = 7) String period,
        @NotNull @Size(max = 18) String value) {

    /** Whose it is. @throws Problem INVALID_INPUT unless exactly one is named */
    UUID subject() {
        if ((unitId == null) == (personId == null)) {
            throw Problem.invalid("/unitId", "ONE_OF", "unitId | personId");
        }
        return unitId == null ? personId : unitId;
    }
}
