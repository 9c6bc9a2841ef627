package io.wealthcrm.pool;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Problem.Invalid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The rules by which customers fall into the pool.
 *
 * @param changedBy left out for the rules the firm began with, which are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PoolRuleTable(long version, List<PoolRule> rules, UUID changedBy, Instant changedAt) {

    /** @throws Problem INVALID_INPUT with every rule that warns before it counts, or says anew what another says */
    static void requireSound(List<PoolRule> rules) {
        List<Invalid> faults = new ArrayList<>();
        Set<String> said = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            PoolRule rule = rules.get(i);
            if (rule.warnDays() > rule.days()) {
                faults.add(new Invalid("/rules/" + i + "/warnDays", "ORDER", "不能超过 days / at most days"));
            }
            boolean anew =
                    rule.tiers().stream().allMatch(tier -> said.add(rule.branch() + "/" + rule.kind() + "/" + tier));
            if (!anew) {
                faults.add(new Invalid("/rules/" + i + "/tiers", "OVERLAP", "同一等级已有同类规则 / said by another rule"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
