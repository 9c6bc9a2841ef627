package io.wealthcrm.agenda;

/** Where a task stands; the last two are its end. */
enum TaskState {
    OPEN,
    DONE,
    CANCELLED
}
