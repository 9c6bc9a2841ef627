package io.wealthcrm.agenda;

/** What a task came of. */
public enum TaskOrigin {
    /** Somebody wrote it down. */
    MANUAL,
    /** The next step of an interaction (跟进). */
    FOLLOW_UP,
    /** A step of a follow-up plan (跟进计划). */
    PLAN,
    /** A complaint or another request for service. */
    SERVICE,
    /** An appointment that ended when its customer went to somebody else. */
    APPOINTMENT
}
