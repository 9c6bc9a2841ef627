package io.wealthcrm.product;

import io.wealthcrm.shared.DayCount;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What an investment would bring under three suppositions; never a promise.
 *
 * @param to maturity, or a year on for a fund without an end
 * @param promise always false
 * @param disclaimer in Chinese and English; must be shown beside the figures
 */
record Projection(
        UUID productId,
        Money amount,
        String currency,
        LocalDate from,
        LocalDate to,
        DayCount dayCount,
        boolean promise,
        String disclaimer,
        List<Case> scenarios) {

    /**
     * One supposition.
     *
     * @param assumedRate a year's rate as a fraction
     * @param gain all that comes back less what was put in; negative for a loss
     */
    record Case(Scenario scenario, Rate assumedRate, Money gain, Money total, List<CashFlow> cashFlows) {}

    /** Money moving on a day, from the customer's side: the investment is negative, all else positive. */
    record CashFlow(LocalDate date, Kind kind, Money amount) {
        /** What moves. */
        enum Kind {
            INVESTMENT,
            INTEREST,
            PRINCIPAL,
            /** A fund's assumed value, paid out as if redeemed that day. */
            REDEMPTION
        }
    }
}
