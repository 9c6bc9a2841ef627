package io.wealthcrm.agenda;

/** Where a plan begun for a customer stands. */
enum FollowUpRunState {
    RUNNING,
    /** All its tasks have ended. */
    DONE,
    CANCELLED
}
