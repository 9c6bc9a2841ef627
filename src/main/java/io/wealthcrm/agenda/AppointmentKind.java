package io.wealthcrm.agenda;

/** What somebody's time is booked for. */
enum AppointmentKind {
    VISIT,
    CALL,
    MEETING,
    /** Not at work. */
    LEAVE,
    OTHER
}
