package io.wealthcrm.notification;

/** Deliveries of an earlier lane go first; the ordinal is the lane's number in the database. */
enum Lane {
    SECURITY,
    ORDER,
    CHAT,
    REMINDER,
    MARKETING;

    /** Reminders and campaigns come by the ten thousand, so they are sent beside the others and never before them. */
    boolean bulk() {
        return this == REMINDER || this == MARKETING;
    }

    static Lane of(int number) {
        return values()[number];
    }
}
