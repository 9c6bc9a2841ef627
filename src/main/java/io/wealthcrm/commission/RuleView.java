package io.wealthcrm.commission;

import io.wealthcrm.product.ProductKind;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A rule as lines name it; see {@link NewRule}. */
record RuleView(
        UUID id,
        RoleLevel roleLevel,
        UUID productId,
        ProductKind productKind,
        LocalDate startsOn,
        LocalDate endsOn,
        List<NewRule.Tier> tiers) {

    static RuleView of(UUID id, NewRule rule) {
        return new RuleView(
                id,
                rule.roleLevel(),
                rule.productId(),
                rule.productKind(),
                rule.startsOn(),
                rule.endsOn(),
                rule.tiers());
    }
}
