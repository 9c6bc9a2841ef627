package io.wealthcrm.reminder;

import io.wealthcrm.notification.NoticeKind;
import java.util.Set;

/** What a rule reminds of; named as the notice it makes. */
enum RuleKind {
    MATURITY(ComingRules.MATURITY, Audience.ADVISOR, Audience.TEAM_LEAD, Audience.CUSTOMER),
    BIRTHDAY(ComingRules.BIRTHDAY, Audience.ADVISOR, Audience.TEAM_LEAD),
    FOLLOW_UP(ComingRules.FOLLOW_UP, Audience.ADVISOR, Audience.TEAM_LEAD),
    CONTRACT_OVERDUE(PastRules.CONTRACT_OVERDUE, Audience.ADVISOR, Audience.TEAM_LEAD),
    TASK_OVERDUE(PastRules.TASK_OVERDUE, Audience.ADVISOR, Audience.TEAM_LEAD),
    NAV_PUBLISHED(PastRules.NAV_PUBLISHED, Audience.ADVISOR, Audience.TEAM_LEAD, Audience.CUSTOMER),
    /** Told at once by whoever settles; this makes up for those it missed, and tells nobody twice. */
    PAYOUT(PastRules.PAYOUT, Audience.ADVISOR, Audience.TEAM_LEAD, Audience.CUSTOMER),
    CHAMPION(FirmRules.CHAMPION, Audience.SALES),
    DAILY_DIGEST(FirmRules.DAILY_DIGEST, Audience.MANAGEMENT);

    /** Who can be told. */
    enum Audience {
        /** Who serves the customer. */
        ADVISOR,
        /** Who leads the advisor's team. */
        TEAM_LEAD,
        CUSTOMER,
        /** All who sell. */
        SALES,
        /** Executives, and branch managers of their own branch. */
        MANAGEMENT
    }

    private final String scan;
    private final Set<Audience> audiences;

    RuleKind(String scan, Audience... audiences) {
        this.scan = scan;
        this.audiences = Set.of(audiences);
    }

    NoticeKind notice() {
        return NoticeKind.valueOf(name());
    }

    /**
     * One select for {@code Notifications.fanOut}: ?1 and ?2 the first and last business date scanned, ?3 the firm's zone, ?4
     * the offsets scanned for, as an array.
     */
    String scan() {
        return scan;
    }

    /** Whom a rule of the kind may name. */
    Set<Audience> audiences() {
        return audiences;
    }

    /** The fewest days it can be from the date: what tells of a whole day waits until that is over. */
    int leastOffset() {
        return ordinal() <= FOLLOW_UP.ordinal() ? 0 : 1;
    }
}
