package io.wealthcrm.agenda;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.QueryValue;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The days {@code ?from=&to=} that a calendar is asked for. */
@ApplicationScoped
class Span {
    private static final int USUAL_DAYS = 6;

    private final Clock clock;
    private final ZoneId zone;

    Span(Clock clock, WealthConfig config) {
        this.clock = clock;
        this.zone = config.zone();
    }

    /** Business dates; both count. */
    record Days(LocalDate from, LocalDate to) {}

    /** From today, and for a week, where nothing else is said. @throws Problem INVALID_INPUT */
    Days of(String from, String to, int most) {
        LocalDate given = QueryValue.date("from", from);
        LocalDate first = given == null ? LocalDate.ofInstant(clock.instant(), zone) : given;
        LocalDate end = QueryValue.date("to", to);
        LocalDate last = end == null ? first.plusDays(USUAL_DAYS) : end;
        if (last.isBefore(first) || !last.isBefore(first.plusDays(most))) {
            throw Problem.invalid("/to", "RANGE", first + " … " + first.plusDays(most - 1));
        }
        return new Days(first, last);
    }

    Instant start(Days days) {
        return days.from().atStartOfDay(zone).toInstant();
    }

    /** Where the last day is over. */
    Instant end(Days days) {
        return days.to().plusDays(1).atStartOfDay(zone).toInstant();
    }
}
