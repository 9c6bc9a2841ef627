package io.wealthcrm.performance;

import java.time.LocalDate;
import java.util.List;

/**
 * A unit's target and those directly below.
 *
 * @param own the unit's
 * @param below of the units directly below and of those who sell in the unit itself
 * @param sum of the values below, to be held against the unit's; they need not be equal
 */
record TargetTable(
        Metric metric,
        String period,
        LocalDate from,
        LocalDate to,
        LocalDate asOf,
        Target own,
        List<Target> below,
        String sum) {}
