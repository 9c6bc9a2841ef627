package io.wealthcrm.performance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What was done in a unit and those below it in a period, by whoever was there then.
 *
 * @param figures of all together
 * @param targets the unit's of the period
 * @param items by day in their order, by person a page in the order of ids, or by the units directly below, with what was done in
 *     the unit itself under its own id
 */
record UnitPerformance(
        UUID unitId,
        String unitName,
        String period,
        LocalDate from,
        LocalDate to,
        LocalDate asOf,
        Figures figures,
        List<Progress> targets,
        GroupBy groupBy,
        List<Item> items,
        String nextCursor) {

    /** By what the items are told apart. */
    enum GroupBy {
        DAY,
        PERSON,
        UNIT
    }

    /** One day, or one person or unit with its name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(LocalDate day, UUID id, String name, Figures figures) {
        static Item of(GroupBy by, String key, String name, Figures figures) {
            return by == GroupBy.DAY
                    ? new Item(LocalDate.parse(key), null, null, figures)
                    : new Item(null, UUID.fromString(key), name, figures);
        }
    }
}
