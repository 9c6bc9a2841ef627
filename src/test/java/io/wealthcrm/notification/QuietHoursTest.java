package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final Instant MODERN = Instant.parse("1990-01-01T00:00:00Z");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        // Over midnight, within and at the edges.
        "22:00, 07:00, Asia/Shanghai, 2026-05-01T21:59:59+08:00, 2026-05-01T21:59:59+08:00",
        "22:00, 07:00, Asia/Shanghai, 2026-05-01T22:00:00+08:00, 2026-05-02T07:00:00+08:00",
        "22:00, 07:00, Asia/Shanghai, 2026-05-02T06:59:59+08:00, 2026-05-02T07:00:00+08:00",
        "22:00, 07:00, Asia/Shanghai, 2026-05-02T07:00:00+08:00, 2026-05-02T07:00:00+08:00",
        // Within one day.
        "12:00, 14:00, Europe/London, 2026-05-01T13:00:00+01:00, 2026-05-01T14:00:00+01:00",
        // The night is an hour shorter in spring and longer in autumn.
        "22:00, 07:00, America/New_York, 2027-03-13T23:00:00-05:00, 2027-03-14T07:00:00-04:00",
        "22:00, 07:00, America/New_York, 2026-10-31T23:00:00-04:00, 2026-11-01T07:00:00-05:00",
        // The end is skipped: over when the clock jumps past it.
        "22:00, 02:30, America/New_York, 2027-03-14T01:30:00-05:00, 2027-03-14T03:00:00-04:00",
        // The end comes twice: quiet before either.
        "22:00, 01:30, America/New_York, 2026-11-01T01:10:00-04:00, 2026-11-01T01:30:00-04:00",
        "22:00, 01:30, America/New_York, 2026-11-01T01:10:00-05:00, 2026-11-01T01:30:00-05:00",
        // The whole window is skipped.
        "02:00, 03:00, America/New_York, 2027-03-14T01:59:59-05:00, 2027-03-14T01:59:59-05:00",
    })
    void endsWhenTheWallClockSaysSo(
            LocalTime from, LocalTime to, String zone, ZonedDateTime now, ZonedDateTime expected) {
        QuietHours hours = new QuietHours(from, to, ZoneId.of(zone));

        assertThat(hours.over(now.toInstant())).isEqualTo(expected.toInstant());
    }

    @Test
    void isTheFirstMomentOutsideTheWindowInEveryZoneAroundItsClockChanges() {
        Random random = new Random(20261121);
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            ZoneId zone = ZoneId.of(id);
            for (Instant around : moments(zone)) {
                QuietHours hours = someWindow(random, zone);
                Instant now = around.plusSeconds(60L * (random.nextInt(36 * 60) - 24 * 60));

                assertThat(hours.over(now)).as("%s at %s", hours, now).isEqualTo(byLookingAtEachMinute(hours, now));
            }
        }
    }

    private static List<Instant> moments(ZoneId zone) {
        Instant start = Instant.parse("2026-11-21T00:00:00Z");
        ZoneOffsetTransition next = zone.getRules().nextTransition(start);
        ZoneOffsetTransition last = zone.getRules().previousTransition(start);
        ZoneOffsetTransition after = next == null ? null : zone.getRules().nextTransition(next.getInstant());
        return java.util.stream.Stream.of(last, next, after)
                .map(change -> change == null || change.getInstant().isBefore(MODERN) ? start : change.getInstant())
                .toList();
    }

    private static QuietHours someWindow(Random random, ZoneId zone) {
        LocalTime from = LocalTime.ofSecondOfDay(random.nextInt(24 * 60) * 60L);
        LocalTime to = from.plusMinutes(1L + random.nextInt(24 * 60 - 1));
        return new QuietHours(from, to, zone);
    }

    /** Offsets, and so the ends of windows, have been whole minutes for long. */
    private static Instant byLookingAtEachMinute(QuietHours hours, Instant now) {
        Instant moment = now;
        while (hours.cover(moment)) {
            moment = moment.plusSeconds(60);
        }
        return moment;
    }

    @Test
    void coversNothingOutsideTheWindow() {
        QuietHours hours = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), NEW_YORK);

        assertThat(hours.cover(Instant.parse("2026-06-01T16:00:00Z"))).isFalse();
        assertThat(hours.cover(Instant.parse("2026-06-01T03:00:00Z"))).isTrue();
    }
}
