package io.wealthcrm.agenda;

/** What a day may hold. */
enum DayItemKind {
    TASK,
    /** A holding matures (到期). */
    MATURITY,
    BIRTHDAY
}
