package io.wealthcrm.agenda;

/** What a day may hold. */
enum DayItemKind {
    TASK,
    APPOINTMENT,
    /** A holding matures (到期). */
    MATURITY,
    BIRTHDAY
}
