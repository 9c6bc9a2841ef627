package io.wealthcrm.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Problem.Invalid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The rules by which customers have their tier: the first that holds gives it, and where none does it is STANDARD.
 *
 * @param changedBy left out for the rules the firm began with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TierRuleTable(long version, List<TierRule> rules, UUID changedBy, Instant changedAt) {

    /** @throws Problem INVALID_INPUT with every bound that cannot be met */
    static void requireSound(List<TierRule> rules) {
        List<Invalid> faults = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            TierRule rule = rules.get(i);
            String at = "/rules/" + i;
            notNegative(faults, at + "/fromAssets", rule.fromAssets());
            notNegative(faults, at + "/fromContribution", rule.fromContribution());
            if (rule.fromAge() != null && rule.toAge() != null && rule.fromAge() > rule.toAge()) {
                faults.add(new Invalid(at + "/toAge", "ORDER", "不能小于 fromAge / not below fromAge"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private static void notNegative(List<Invalid> faults, String pointer, Money amount) {
        if (amount != null && amount.compareTo(Money.ZERO) < 0) {
            faults.add(new Invalid(pointer, "MIN", "不能低于 0 / not below 0"));
        }
    }
}
