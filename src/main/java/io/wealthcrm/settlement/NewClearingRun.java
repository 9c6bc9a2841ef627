package io.wealthcrm.settlement;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A clearing (清算) to be prepared.
 *
 * @param dealingDay whose net asset value the shares are bought at
 * @param feeRate the subscription fee (认购费率) as a fraction of the net amount, at most {@code 0.1}; none when left out
 * @param feeDiscount the part of the fee that is waived for everybody, {@code 0} to {@code 1}; an order may have more
 */
record NewClearingRun(@NotNull LocalDate dealingDay, Rate feeRate, Rate feeDiscount) {
    private static final BigDecimal MOST = new BigDecimal("0.1");

    BigDecimal rate() {
        return within("/feeRate", feeRate, MOST);
    }

    BigDecimal discount() {
        return within("/feeDiscount", feeDiscount, BigDecimal.ONE);
    }

    private static BigDecimal within(String pointer, Rate given, BigDecimal most) {
        BigDecimal value = given == null ? BigDecimal.ZERO : given.value();
        if (value.signum() < 0 || value.compareTo(most) > 0) {
            throw Problem.invalid(pointer, "RANGE", "0 … " + most);
        }
        return value;
    }
}
