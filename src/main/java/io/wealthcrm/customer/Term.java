package io.wealthcrm.customer;

import java.time.LocalDate;

/** From one day to another, both included. */
record Term(LocalDate from, LocalDate until) {

    /** Begins today and lasts {@code years} where nothing else is said; null when it would begin in the future. */
    static Term of(LocalDate from, LocalDate until, int years, LocalDate today) {
        LocalDate begin = from == null ? today : from;
        // Before any reckoning with it, which a date at the end of all time would not bear.
        return begin.isAfter(today) ? null : new Term(begin, until == null ? begin.plusYears(years) : until);
    }

    /** Whether a day is within it, and it is no longer than so many years. */
    boolean holds(LocalDate day, int maxYears) {
        return !until.isBefore(day) && !until.isAfter(from.plusYears(maxYears));
    }
}
