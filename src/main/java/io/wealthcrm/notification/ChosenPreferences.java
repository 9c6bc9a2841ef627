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

/**
 * What a person chooses to have pushed; the inbox gets everything.
 *
 * @param kinds the kinds to be pushed; account security always is
 * @param quietHours null for none
 * @param zone an IANA time zone for the quiet hours; null for that of each device
 */
record ChosenPreferences(
        @NotNull Set<@NotNull NoticeKind> kinds, @Valid Window quietHours, @Size(max = 60) String zone) {

    /** From until before, by the wall clock; over midnight when {@code from} is the later. */
    record Window(
            @NotNull @JsonFormat(pattern = "HH:mm") LocalTime from,
            @NotNull @JsonFormat(pattern = "HH:mm") LocalTime to) {}

    /** @throws Problem INVALID_INPUT for an empty window or an unknown zone */
    void check() {
        if (quietHours != null && quietHours.from().equals(quietHours.to())) {
            throw Problem.invalid("/quietHours/to", "EmptyWindow", "from and to must differ");
        }
        if (zone != null && !known(zone)) {
            throw Problem.invalid("/zone", "TimeZone", "not a time zone");
        }
    }

    private static boolean known(String zone) {
        try {
            return !ZoneId.of(zone).getId().isEmpty();
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
