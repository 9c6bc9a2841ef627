package io.wealthcrm.consultation;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who is on duty (值班) for the questions of a unit and of those below it without a roster of their own. Hours are the firm's
 * wall clock; a shift that ends no later than it starts ends on the day after, so 00:00 to 00:00 is a whole day.
 *
 * @param weekly without any the unit has no roster: that of the unit above holds, or where none has one, the people's own word
 * @param dates dates on which the week's shifts do not hold, but these; with none of them nobody is on duty
 */
record DutyRoster(UUID unitId, List<WeeklyShift> weekly, List<DutyDate> dates, long version) {

    /** @param weekday 1 Monday to 7 Sunday, of the start */
    record WeeklyShift(
            @NotNull @Min(1) @Max(7) Integer weekday,
            @NotNull @JsonFormat(pattern = "HH:mm") LocalTime from,
            @NotNull @JsonFormat(pattern = "HH:mm") LocalTime to,
            @NotEmpty @Size(max = 100) Set<@NotNull UUID> people) {
        WeeklyShift with(Set<UUID> others) {
            return new WeeklyShift(weekday, from, to, others);
        }
    }

    record DutyShift(
            @NotNull @JsonFormat(pattern = "HH:mm") LocalTime from,
            @NotNull @JsonFormat(pattern = "HH:mm") LocalTime to,
            @NotEmpty @Size(max = 100) Set<@NotNull UUID> people) {
        DutyShift with(Set<UUID> others) {
            return new DutyShift(from, to, others);
        }
    }

    record DutyDate(@NotNull LocalDate date, @NotNull @Size(max = 20) List<@NotNull @Valid DutyShift> shifts) {}
}
