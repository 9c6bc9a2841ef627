package io.wealthcrm.performance;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.QueryValue;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A month, a quarter or a year of the firm's calendar.
 *
 * @param text {@code 2026-11}, {@code 2026-Q4} or {@code 2026}
 * @param from the first business date
 * @param to the last
 */
record Period(String text, Kind kind, LocalDate from, LocalDate to) {

    enum Kind {
        MONTH(1),
        QUARTER(3),
        YEAR(12);

        final int months;

        Kind(int months) {
            this.months = months;
        }
    }

    /** @throws Problem INVALID_INPUT; without a text the month of that day */
    static Period of(String text, LocalDate today) {
        Period parsed = QueryValue.parsed("period", text, Period::parse);
        return parsed == null ? around(Kind.MONTH, today) : parsed;
    }

    /** The one of its kind that the day is in. */
    static Period around(Kind kind, LocalDate day) {
        int first = (day.getMonthValue() - 1) / kind.months * kind.months + 1;
        LocalDate from = LocalDate.of(day.getYear(), first, 1);
        return new Period(
                name(kind, from), kind, from, from.plusMonths(kind.months).minusDays(1));
    }

    /** The one of the same length just before. */
    Period before() {
        return around(kind, from.minusDays(1));
    }

    private static Period parse(String text) {
        if (text.matches("(19|20|21)\\d\\d")) {
            return around(Kind.YEAR, LocalDate.of(Integer.parseInt(text), 1, 1));
        }
        if (text.matches("(19|20|21)\\d\\d-Q[1-4]")) {
            int quarter = text.charAt(6) - '0';
            return around(Kind.QUARTER, LocalDate.of(Integer.parseInt(text.substring(0, 4)), quarter * 3, 1));
        }
        if (text.matches("(19|20|21)\\d\\d-\\d\\d")) {
            return around(Kind.MONTH, YearMonth.parse(text).atDay(1));
        }
        throw new IllegalArgumentException(text);
    }

    private static String name(Kind kind, LocalDate from) {
        return switch (kind) {
            case MONTH -> YearMonth.from(from).toString();
            case QUARTER -> from.getYear() + "-Q" + (from.getMonthValue() / 3 + 1);
            case YEAR -> Integer.toString(from.getYear());
        };
    }
}
