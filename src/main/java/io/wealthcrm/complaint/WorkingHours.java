package io.wealthcrm.complaint;

import io.wealthcrm.shared.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Working hours (工作时间) of business days in the firm's zone, in which a time limit runs. Pure. */
record WorkingHours(BusinessCalendar days, LocalTime from, LocalTime to, ZoneId zone) {

    /**
     * When that much working time has gone by. What begins outside working hours begins with the next; what ends with a day's
     * last minute ends on that day.
     */
    Instant after(Instant start, Duration work) {
        LocalDate day = start.atZone(zone).toLocalDate();
        Duration left = work;
        while (true) {
            Instant opens = later(start, at(day, from));
            Duration today = days.isOpen(day) ? positive(Duration.between(opens, at(day, to))) : Duration.ZERO;
            if (!left.isZero() && left.compareTo(today) <= 0) {
                return opens.plus(left);
            }
            left = left.minus(today);
            day = day.plusDays(1);
        }
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
