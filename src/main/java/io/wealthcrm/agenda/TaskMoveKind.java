package io.wealthcrm.agenda;

/** What may happen to a task. */
enum TaskMoveKind {
    OPENED,
    CHANGED,
    SNOOZED,
    ASSIGNED,
    DONE,
    CANCELLED
}
