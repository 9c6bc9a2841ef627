package io.wealthcrm.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.BusinessCalendar;
import io.wealthcrm.shared.BusinessCalendar.DayKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Friday 2026-09-25 is a holiday, and Sunday 2026-09-20 is worked for it. */
class WorkingHoursTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final BusinessCalendar DAYS = BusinessCalendar.ofBanks(Map.of(
            LocalDate.of(2026, 9, 25), DayKind.HOLIDAY,
            LocalDate.of(2026, 9, 20), DayKind.MAKE_UP));
    private static final WorkingHours HOURS = new WorkingHours(DAYS, LocalTime.of(9, 0), LocalTime.of(18, 0), ZONE);

    @ParameterizedTest
    @CsvSource({
        // Within a day, to its very end, and a minute beyond it.
        "2026-09-22T10:00, 60, 2026-09-22T11:00",
        "2026-09-22T10:00, 480, 2026-09-22T18:00",
        "2026-09-22T10:00, 481, 2026-09-23T09:01",
        // Begun before, at and after the day's end.
        "2026-09-22T03:00, 30, 2026-09-22T09:30",
        "2026-09-22T18:00, 30, 2026-09-23T09:30",
        "2026-09-22T23:59, 30, 2026-09-23T09:30",
        // Over the holiday and the weekend.
        "2026-09-24T17:00, 120, 2026-09-28T10:00",
        "2026-09-25T12:00, 1, 2026-09-28T09:01",
        // Into the weekend day that is worked.
        "2026-09-18T17:30, 60, 2026-09-20T09:30",
        "2026-09-19T12:00, 600, 2026-09-21T10:00"
    })
    void time_runs_in_working_hours_of_business_days_alone(LocalDateTime start, int minutes, LocalDateTime due) {
        assertThat(HOURS.after(at(start), Duration.ofMinutes(minutes))).isEqualTo(at(due));
    }

    @Test
    void it_equals_a_count_of_minutes_one_by_one() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            Instant start = at(LocalDateTime.of(2026, 9, 15, 0, 0)).plusSeconds(60L * random.nextInt(20 * 24 * 60));
            int minutes = 1 + random.nextInt(3000);
            assertThat(HOURS.after(start, Duration.ofMinutes(minutes)))
                    .as("%s + %d", start, minutes)
                    .isEqualTo(counted(start, minutes));
        }
    }

    @Test
    void a_rule_runs_in_working_hours_or_by_the_clock_and_its_times_follow_each_other() {
        Instant friday = at(LocalDateTime.of(2026, 9, 18, 17, 0));
        assertThat(rule(true).from(friday, HOURS))
                .isEqualTo(new Deadlines(
                        at(LocalDateTime.of(2026, 9, 20, 9, 0).plusHours(1)),
                        at(LocalDateTime.of(2026, 9, 20, 17, 0)),
                        at(LocalDateTime.of(2026, 9, 21, 13, 0)),
                        at(LocalDateTime.of(2026, 9, 21, 18, 0))));
        assertThat(rule(false).from(friday, HOURS))
                .isEqualTo(new Deadlines(
                        friday.plusSeconds(2 * 3600),
                        friday.plusSeconds(9 * 3600),
                        friday.plusSeconds(14 * 3600),
                        friday.plusSeconds(19 * 3600)));
    }

    private static SlaRule rule(boolean working) {
        return new SlaRule(
                ComplaintKind.COMPLAINT,
                2,
                120,
                540,
                300,
                working,
                List.of(Role.TEAM_LEAD, Role.BRANCH_MANAGER, Role.COMPLIANCE));
    }

    private static Instant counted(Instant start, int minutes) {
        Instant minute = start;
        int worked = 0;
        while (worked < minutes) {
            LocalDateTime local = minute.atZone(ZONE).toLocalDateTime();
            boolean open = DAYS.isOpen(local.toLocalDate()) && local.getHour() >= 9 && local.getHour() < 18;
            worked += open ? 1 : 0;
            minute = minute.plusSeconds(60);
        }
        return minute;
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(ZONE).toInstant();
    }
}
