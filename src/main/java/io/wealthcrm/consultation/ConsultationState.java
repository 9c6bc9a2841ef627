package io.wealthcrm.consultation;

/** Where a question stands. */
enum ConsultationState {
    /** Waits for one on duty (排队中). */
    QUEUED,
    /** Somebody has it (接待中). */
    ASSIGNED,
    /** At its end (已结束). */
    CLOSED
}
