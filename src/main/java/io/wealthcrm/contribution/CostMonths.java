package io.wealthcrm.contribution;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.QueryValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/** Months of the firm's calendar; both count. */
record CostMonths(YearMonth from, YearMonth to) {
    static final String WHAT = "A month such as 2026-11; without it, the current one and the eleven before";
    private static final int USUAL = 12;
    private static final int MOST = 60;

    /** Up to the current month, and twelve of them, where nothing else is said. @throws Problem INVALID_INPUT */
    static CostMonths of(String from, String to, YearMonth current) {
        YearMonth end = QueryValue.month("to", to);
        YearMonth last = end == null ? current : end;
        YearMonth start = QueryValue.month("from", from);
        YearMonth first = start == null ? last.minusMonths(USUAL - 1) : start;
        if (first.isAfter(last) || first.isBefore(last.minusMonths(MOST - 1))) {
            throw Problem.invalid("/from", "RANGE", last.minusMonths(MOST - 1) + " … " + last);
        }
        return new CostMonths(first, last);
    }

    LocalDate first() {
        return from.atDay(1);
    }

    LocalDate last() {
        return to.atDay(1);
    }

    Instant start(ZoneId zone) {
        return from.atDay(1).atStartOfDay(zone).toInstant();
    }

    /** Where the last month is over. */
    Instant end(ZoneId zone) {
        return to.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
    }
}
