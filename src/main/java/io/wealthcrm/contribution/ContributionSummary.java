package io.wealthcrm.contribution;

import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;
import java.util.UUID;

/** A customer in the list of contributions; figures as in {@link ContributionView}. */
record ContributionSummary(
        UUID customerId,
        String customerName,
        UUID advisorId,
        UUID unitId,
        Money fees,
        Money cost,
        Money contribution,
        Money assets,
        Money confirmed,
        int level,
        Rate leeway) {}
