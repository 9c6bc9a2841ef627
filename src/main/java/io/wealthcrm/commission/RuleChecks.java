package io.wealthcrm.commission;

import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Problem.Invalid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a rule's single members cannot show. Overlaps of rules are the database's to find. */
final class RuleChecks {
    private RuleChecks() {}

    /** @throws Problem INVALID_INPUT with every fault */
    static void require(List<NewRule> rules) {
        List<Invalid> faults = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            check("/rules/" + i, rules.get(i), faults);
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private static void check(String pointer, NewRule rule, List<Invalid> faults) {
        if (rule.productId() != null && rule.productKind() != null) {
            faults.add(new Invalid(pointer, "ONE_TARGET", "产品与产品类型只能填一项 / a product or a kind, not both"));
        }
        if (rule.startsOn() != null && rule.endsOn() != null && rule.endsOn().isBefore(rule.startsOn())) {
            faults.add(new Invalid(pointer + "/endsOn", "ORDER", "不能早于开始日期 / not before startsOn"));
        }
        checkTiers(pointer + "/tiers", rule.tiers(), faults);
    }

    private static void checkTiers(String pointer, List<NewRule.Tier> tiers, List<Invalid> faults) {
        Money above = null;
        for (NewRule.Tier tier : tiers) {
            boolean fits = above == null
                    ? tier.fromVolume().equals(Money.ZERO)
                    : tier.fromVolume().compareTo(above) > 0;
            if (!fits) {
                faults.add(new Invalid(pointer, "ASCENDING", "首档从 0 起并逐档递增 / from 0.00, then ascending"));
            }
            if (!isFraction(tier.rate().value())) {
                faults.add(new Invalid(pointer, "RANGE", "费率必须在 0 与 1 之间 / rates lie between 0 and 1"));
            }
            above = tier.fromVolume();
        }
    }

    private static boolean isFraction(BigDecimal rate) {
        return rate.signum() >= 0 && rate.compareTo(BigDecimal.ONE) <= 0;
    }
}
