package io.wealthcrm.contribution;

import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a customer brought and cost, all in CNY; zero until first worked out.
 *
 * @param since the first of the days that fees, cost and confirmed are of; null before the firm's first recomputation
 * @param asOf the last of them, twelve months after
 * @param fees subscription fees after discounts, of shares registered
 * @param cost commission of final runs less what they took back
 * @param contribution {@code fees − cost}
 * @param assets open holdings at their value
 * @param confirmed orders confirmed
 * @param level the highest reached of the leeways; 0 for none
 * @param leeway the largest part of a fee that may be waived without an approval, 0 to 1
 */
public record ContributionView(
        UUID customerId,
        LocalDate since,
        LocalDate asOf,
        Money fees,
        Money cost,
        Money contribution,
        Money assets,
        Money confirmed,
        int level,
        Rate leeway) {}
