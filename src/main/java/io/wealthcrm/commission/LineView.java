package io.wealthcrm.commission;

import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;
import java.util.UUID;

/**
 * One line of a run: {@code amount = base × rate}, half-even to the cent.
 *
 * @param kind EARNED, or REVERSAL (追回) of the line {@code reversesId}, with base and amount negated
 * @param planVersion the version's number in its plan
 * @param sellerId whose sale it was
 * @param beneficiaryId who earns
 * @param volume the beneficiary's volume of the month under the rule, which chose the tier
 */
record LineView(
        UUID id,
        UUID runId,
        String kind,
        UUID orderId,
        String productName,
        UUID ruleId,
        UUID planVersionId,
        int planVersion,
        RoleLevel roleLevel,
        UUID sellerId,
        UUID beneficiaryId,
        Money base,
        Money volume,
        Rate rate,
        Money amount,
        UUID reversesId) {

    /** The components in order; whoever uses it joins {@code commission_lines l}. */
    static final String SELECT =
            """
            select l.id, l.run_id, l.kind, l.order_id, o.product_name, l.rule_id, v.id as version_id, v.number, l.role_level,
                   l.seller_id, l.beneficiary_id, l.base, l.volume, l.rate, l.amount, l.reverses_id
              from commission_lines l
              join ordered_products o on o.order_id = l.order_id
              join commission_rules r on r.id = l.rule_id
              join commission_plan_versions v on v.id = r.version_id
            """;
}
