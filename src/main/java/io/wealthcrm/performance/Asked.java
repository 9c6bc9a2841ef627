package io.wealthcrm.performance;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.QueryValue;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A period as it stood on a day: what was done in it up to that day and known by its end.
 *
 * @param asOf today at the latest
 * @param horizon as {@code asOf}, but as of today the end of this month: nothing is known yet that is not known today, and whole
 *     months are found at once
 */
record Asked(Period period, LocalDate asOf, LocalDate horizon) {

    /** This month as of today where nothing else is said. @throws Problem INVALID_INPUT, also for a day to come */
    static Asked of(String period, String asOf, LocalDate today) {
        LocalDate day = QueryValue.date("asOf", asOf);
        if (day != null && day.isAfter(today)) {
            throw Problem.invalid("/asOf", "RANGE", "≤ " + today);
        }
        LocalDate known = day == null ? today : day;
        return new Asked(
                Period.of(period, known),
                known,
                known.equals(today) ? YearMonth.from(today).atEndOfMonth() : known);
    }

    LocalDate from() {
        return period.from();
    }

    LocalDate to() {
        return period.to();
    }
}
