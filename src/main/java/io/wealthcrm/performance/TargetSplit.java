package io.wealthcrm.performance;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * How a unit's target is to be split (目标分解) among the units directly below, or, where there are none, among those who sell in it.
 *
 * @param by in equal parts, or as they did in the period before; where nothing was done then, equally
 * @param replace whether targets that are there already give way; else they keep all of it from being split
 */
record TargetSplit(
        @NotNull UUID unitId,
        @NotNull Metric metric,
        @NotNull @Size(max = 7) String period,
        @NotNull By by,
        Boolean replace) {

    /** By what measure. */
    enum By {
        EQUALLY,
        LAST_PERIOD
    }
}
