package io.wealthcrm.performance;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What one person did in a period.
 *
 * @param unitId where the person is now
 * @param from the period's first business date; {@code to} its last
 * @param asOf what was done up to this day, and known by its end
 * @param targets the person's of the period
 * @param days those of the period on which there was anything, in order
 */
record PersonPerformance(
        UUID personId,
        String name,
        UUID unitId,
        String unitName,
        String period,
        LocalDate from,
        LocalDate to,
        LocalDate asOf,
        Figures figures,
        List<Progress> targets,
        List<DayFigures> days) {}
