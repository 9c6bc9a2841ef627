package io.wealthcrm.agenda;

/** How much a task presses, beside its time. */
enum Priority {
    HIGH,
    NORMAL,
    LOW
}
