package io.wealthcrm.agenda;

/** What may happen to an appointment. */
enum AppointmentMoveKind {
    BOOKED,
    CHANGED,
    CANCELLED,
    HELD,
    MISSED
}
