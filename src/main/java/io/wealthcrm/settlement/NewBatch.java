package io.wealthcrm.settlement;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** Payouts to be paid together: those due of one distribution, or single ones. Exactly one of the two is given. */
record NewBatch(UUID distributionId, @Size(min = 1, max = 1000) List<@NotNull UUID> payoutIds) {
    /** @throws Problem INVALID_INPUT */
    void requireOneOfTwo() {
        if ((distributionId == null) == (payoutIds == null)) {
            throw Problem.invalid("/distributionId", "ONE_OF", "distributionId 与 payoutIds 须填其一 / give one of the two");
        }
    }
}
