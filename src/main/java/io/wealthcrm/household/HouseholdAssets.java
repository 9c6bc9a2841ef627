package io.wealthcrm.household;

import io.wealthcrm.shared.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What the members in the caller's sight own together, by their open holdings at the newest net asset values.
 *
 * @param asOf the business date of the values
 * @param totals by currency: nothing adds up different ones
 * @param hiddenMembers how many members are outside the caller's sight and so not in the sums
 */
record HouseholdAssets(UUID householdId, LocalDate asOf, List<Total> totals, List<Member> members, int hiddenMembers) {

    /** @param holdings how many positions are in it */
    record Total(String currency, int holdings, Money principal, Money value) {}

    record Member(UUID customerId, String name, HouseholdRole role, List<Total> totals) {}
}
