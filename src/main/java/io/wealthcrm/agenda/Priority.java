package io.wealthcrm.agenda;

/** How much a task presses, beside its time. */
public enum Priority {
    HIGH,
    NORMAL,
    LOW
}
