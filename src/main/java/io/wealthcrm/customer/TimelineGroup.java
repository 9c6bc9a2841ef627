package io.wealthcrm.customer;

import java.util.List;

/** What lines of a timeline are about. */
enum TimelineGroup {
    /** Dealings somebody wrote down (联系记录). */
    CONTACT("CALL", "VISIT", "MESSAGE", "COMPLAINT", "CARE", "NOTE"),
    ORDER("ORDER_%"),
    /** Conversations by the day, and questions to the firm (咨询). */
    CHAT("CHAT", "CONSULTATION_%"),
    /** What the member app was told. */
    PUSH("PUSH_%"),
    /** Complaints and service requests. */
    SERVICE("COMPLAINT", "COMPLAINT_%"),
    /** Who serves the customer, from when on. */
    STAFF("TRANSFERRED", "CLAIMED", "RELEASED", "SUCCEEDED", "COVERED", "SEATED", "UNSEATED", "MERGED"),
    /** Tasks that were done, appointments, plans. */
    AGENDA("TASK_%", "APPOINTMENT_%", "PLAN_%"),
    /** Events of the firm that the customer came to (活动). */
    EVENT("EVENT", "EVENT_%"),
    /** Notes shared within the customer's households (家庭与群体). */
    HOUSEHOLD("HOUSEHOLD_%");

    private final List<String> patterns;

    TimelineGroup(String... kinds) {
        this.patterns = List.of(kinds).stream().map(TimelineGroup::pattern).toList();
    }

    /** As SQL's {@code like} has them. */
    List<String> patterns() {
        return patterns;
    }

    /** The pattern that finds a kind: its underscores stand for themselves. */
    static String pattern(String kind) {
        return kind.replace("_", "\\_");
    }
}
