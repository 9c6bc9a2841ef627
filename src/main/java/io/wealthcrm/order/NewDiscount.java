package io.wealthcrm.order;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * A discount asked for.
 *
 * @param discount the part of the subscription fee to be waived, {@code 0} to {@code 1}; {@code 0} takes one back
 */
record NewDiscount(@NotNull Rate discount, @NotBlank @Size(max = 500) String reason) {

    /** @throws Problem INVALID_INPUT unless it is a part of the whole */
    void requireSound() {
        if (discount.value().signum() < 0 || discount.value().compareTo(BigDecimal.ONE) > 0) {
            throw Problem.invalid("/discount", "RANGE", "0 ≤ discount ≤ 1");
        }
    }
}
