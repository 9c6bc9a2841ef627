package io.wealthcrm.commission;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;

/** Calendar months in the firm's zone; in requests {@code 2026-03}, elsewhere their first day. */
@ApplicationScoped
class Months {
    /** What a month looks like in a request; bounded, so that no calculation leaves the calendar. */
    static final String PATTERN = "20[0-9]{2}-(0[1-9]|1[0-2])";

    private final Clock clock;
    private final ZoneId zone;

    Months(Clock clock, WealthConfig config) {
        this.clock = clock;
        this.zone = config.zone();
    }

    /** The first day. @throws Problem INVALID_INPUT at the pointer unless it is a month */
    static LocalDate first(String pointer, String text) {
        if (text == null || !text.matches(PATTERN)) {
            throw Problem.invalid(pointer, "PATTERN", "yyyy-MM");
        }
        return YearMonth.parse(text).atDay(1);
    }

    static String text(LocalDate first) {
        return YearMonth.from(first).toString();
    }

    /** The month of now. */
    LocalDate current() {
        return LocalDate.now(clock.withZone(zone)).withDayOfMonth(1);
    }

    /** The first month of the last calendar quarter that is over. */
    LocalDate lastQuarter() {
        LocalDate current = current();
        return current.minusMonths((current.getMonthValue() - 1) % 3 + 3);
    }

    /** A month that is not over may still settle orders. @throws Problem COMMISSION_MONTH_OPEN */
    void requireOver(LocalDate month) {
        if (!month.isBefore(current())) {
            throw Problem.of(CommissionProblem.COMMISSION_MONTH_OPEN, Map.of("current", text(current())));
        }
    }

    /** The first instant of the month. */
    Instant begin(LocalDate month) {
        return month.atStartOfDay(zone).toInstant();
    }

    /** The first instant after the month. */
    Instant end(LocalDate month) {
        return begin(month.plusMonths(1));
    }

    String zone() {
        return zone.getId();
    }
}
