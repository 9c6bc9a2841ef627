package io.wealthcrm.contribution;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Problem.Invalid;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The levels a customer may reach, the lowest first; a customer is at the highest whose thresholds are both reached.
 *
 * @param changedBy null for the table the firm began with
 */
record LeewayTable(long version, List<LeewayLevel> levels, UUID changedBy, Instant changedAt) {

    /** So that more never brings less. @throws Problem INVALID_INPUT with every number out of bounds or order */
    static void requireRising(List<LeewayLevel> levels) {
        List<Invalid> faults = new ArrayList<>();
        LeewayLevel before = LeewayLevel.LOWEST;
        for (int i = 0; i < levels.size(); i++) {
            LeewayLevel level = levels.get(i);
            String at = "/levels/" + i;
            notBelow(
                    faults,
                    at + "/fromAssets",
                    level.fromAssets().amount(),
                    before.fromAssets().amount());
            notBelow(
                    faults,
                    at + "/fromContribution",
                    level.fromContribution().amount(),
                    before.fromContribution().amount());
            notBelow(
                    faults,
                    at + "/leeway",
                    level.leeway().value(),
                    before.leeway().value());
            if (level.leeway().value().compareTo(BigDecimal.ONE) > 0) {
                faults.add(new Invalid(at + "/leeway", "MAX", "不能超过 1 / at most 1"));
            }
            before = level;
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private static void notBelow(List<Invalid> faults, String pointer, BigDecimal number, BigDecimal least) {
        if (number.compareTo(least) < 0) {
            faults.add(new Invalid(pointer, "ORDER", "不能低于 0 或上一档 / not below 0 or the level before"));
        }
    }
}
