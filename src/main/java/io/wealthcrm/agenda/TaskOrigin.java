package io.wealthcrm.agenda;

/** What a task came of. */
enum TaskOrigin {
    /** Somebody wrote it down. */
    MANUAL,
    /** The next step of an interaction (跟进). */
    FOLLOW_UP,
    /** A step of a follow-up plan (跟进计划). */
    PLAN,
    /** An appointment that ended when its customer went to somebody else. */
    APPOINTMENT
}
