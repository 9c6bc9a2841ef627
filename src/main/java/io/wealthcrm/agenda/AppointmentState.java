package io.wealthcrm.agenda;

/** Where an appointment stands; a cancelled one holds no time. */
enum AppointmentState {
    BOOKED,
    CANCELLED,
    /** It took place. */
    HELD,
    /** Its time passed, and nobody was in touch with the customer. */
    MISSED
}
