package io.wealthcrm.contribution;

import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;
import jakarta.validation.constraints.NotNull;

/**
 * What a customer must reach, both of it, and what that allows.
 *
 * @param fromAssets held at least, in CNY
 * @param fromContribution brought at least in the last twelve months, in CNY
 * @param leeway the largest part of a fee that may be waived without an approval, 0 to 1
 */
record LeewayLevel(@NotNull Money fromAssets, @NotNull Money fromContribution, @NotNull Rate leeway) {
    static final LeewayLevel LOWEST = new LeewayLevel(Money.ZERO, Money.ZERO, Rate.of("0"));
}
