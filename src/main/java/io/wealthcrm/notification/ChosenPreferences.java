package io.wealthcrm.notification;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.wealthcrm.shared.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a person chooses to hear of, by channel: on their devices and in the inbox.
 *
 * @param kinds the kinds to be pushed; account security always is
 * @param inbox the kinds to be told at all, in the inbox; null for all. Only {@link NoticeKind#dispensable() news} may be
 *     left out
 * @param quietHours null for none
 * @param zone an IANA time zone for the quiet hours; null for that of each device
 */
record ChosenPreferences(
        @NotNull Set<@NotNull NoticeKind> kinds,
        Set<@NotNull NoticeKind> inbox,
        @Valid Window quietHours,
        @Size(max = 60) String zone) {

    /** From until before, by the wall clock; over midnight when {@code from} is the later. */
    record Window(
            @NotNull @JsonFormat(pattern = "HH:mm") LocalTime from,
            @NotNull @JsonFormat(pattern = "HH:mm") LocalTime to) {}

    /** @throws Problem INVALID_INPUT for an empty window, an unknown zone or a kind the inbox cannot do without */
    void check() {
        if (hidden().anyMatch(kind -> !kind.dispensable())) {
            throw Problem.invalid("/inbox", "REQUIRED_KIND", "only DEAL, CHAMPION and NAV_PUBLISHED may be left out");
        }
        if (quietHours != null && quietHours.from().equals(quietHours.to())) {
            throw Problem.invalid("/quietHours/to", "EmptyWindow", "from and to must differ");
        }
        if (zone != null && !known(zone)) {
            throw Problem.invalid("/zone", "TimeZone", "not a time zone");
        }
    }

    /** The kinds kept out of the inbox. */
    Stream<NoticeKind> hidden() {
        return inbox == null ? Stream.empty() : Stream.of(NoticeKind.values()).filter(kind -> !inbox.contains(kind));
    }

    private static boolean known(String zone) {
        try {
            return !ZoneId.of(zone).getId().isEmpty();
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
