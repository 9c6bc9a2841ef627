package io.wealthcrm.notification;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Hours by the person's wall clock in which nothing is pushed: from {@code from} until before {@code to}, over midnight
 * when {@code from} is the later.
 */
record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

    /** Whether the wall clock stands within the window at that moment. */
    boolean cover(Instant moment) {
        return covers(moment.atZone(zone).toLocalTime());
    }

    /**
     * The first moment from {@code now} on whose wall clock stands outside the window. Walks from one change of the
     * zone's offset to the next, so that a window that ends in a skipped or repeated hour ends when the clock says so.
     */
    Instant over(Instant now) {
        ZoneRules rules = zone.getRules();
        Instant moment = now;
        while (cover(moment)) {
            ZoneOffset offset = rules.getOffset(moment);
            Instant end = end(LocalDateTime.ofInstant(moment, offset)).toInstant(offset);
            ZoneOffsetTransition change = rules.nextTransition(moment);
            moment = change != null && change.getInstant().isBefore(end) ? change.getInstant() : end;
        }
        return moment;
    }

    private boolean covers(LocalTime time) {
        boolean afterFrom = !time.isBefore(from);
        boolean beforeTo = time.isBefore(to);
        return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
    }

    private LocalDateTime end(LocalDateTime within) {
        LocalDateTime today = within.toLocalDate().atTime(to);
        return today.isAfter(within) ? today : today.plusDays(1);
    }
}
