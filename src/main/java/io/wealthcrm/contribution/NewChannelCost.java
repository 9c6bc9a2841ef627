package io.wealthcrm.contribution;

import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What was spent, instead of what was entered before.
 *
 * @param amount in CNY; zero takes an entry away
 */
record NewChannelCost(@NotNull Money amount, @Size(max = 500) String note) {

    /** @throws Problem INVALID_INPUT for an amount below zero */
    void requireSound() {
        if (amount.amount().signum() < 0) {
            throw Problem.invalid("/amount", "MIN", "不能低于 0 / not below 0");
        }
    }
}
