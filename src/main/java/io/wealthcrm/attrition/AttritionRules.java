package io.wealthcrm.attrition;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.Tier;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Problem.Invalid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who is valuable, and when dealings have shrunk.
 *
 * @param tiers valuable is who is of one of these
 * @param fromAssets or who holds at least so much in CNY, now or when the days of the measure began
 * @param measures one of a kind; a kind without is off
 * @param changedBy left out for the rules the firm began with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttritionRules(
        long version,
        Set<Tier> tiers,
        Money fromAssets,
        List<AttritionMeasure> measures,
        UUID changedBy,
        Instant changedAt) {

    /** @throws Problem INVALID_INPUT with all that nobody or nothing could meet, or that is said twice */
    static void requireSound(Set<Tier> tiers, Money fromAssets, List<AttritionMeasure> measures) {
        List<Invalid> faults = new ArrayList<>();
        if (tiers.isEmpty() && fromAssets == null) {
            faults.add(new Invalid("/tiers", "REQUIRED", "须有等级或资产 / tiers or fromAssets"));
        }
        requirePositive(faults, "/fromAssets", fromAssets);
        Set<AttritionKind> said = EnumSet.noneOf(AttritionKind.class);
        for (int i = 0; i < measures.size(); i++) {
            AttritionMeasure measure = measures.get(i);
            String at = "/measures/" + i;
            if (!said.add(measure.kind())) {
                faults.add(new Invalid(at + "/kind", "OVERLAP", "同类指标只能有一个 / one of a kind"));
            }
            boolean counts = measure.kind() == AttritionKind.CONTACTS;
            requireGiven(faults, at + "/fromContacts", measure.fromContacts(), counts);
            requireGiven(faults, at + "/fromAmount", measure.fromAmount(), !counts);
            requirePositive(faults, at + "/fromAmount", measure.fromAmount());
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private static void requireGiven(List<Invalid> faults, String pointer, Object value, boolean wanted) {
        if (wanted && value == null) {
            faults.add(new Invalid(pointer, "REQUIRED", "不能缺少 / missing"));
        }
        if (!wanted && value != null) {
            faults.add(new Invalid(pointer, "NOT_APPLICABLE", "不适用于该指标 / not of this kind"));
        }
    }

    private static void requirePositive(List<Invalid> faults, String pointer, Money amount) {
        if (amount != null && amount.compareTo(Money.ZERO) <= 0) {
            faults.add(new Invalid(pointer, "MIN", "须大于 0 / above 0"));
        }
    }
}
