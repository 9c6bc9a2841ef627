package io.wealthcrm.reminder;

/** What people are reminded of. */
public enum ReminderKind {
    /** A customer's birthday (生日). */
    BIRTHDAY,
    /** A holding's maturity (到期). */
    MATURITY,
    /** A follow-up somebody planned (跟进). */
    FOLLOW_UP
}
