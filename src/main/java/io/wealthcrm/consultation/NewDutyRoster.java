package io.wealthcrm.consultation;

import io.wealthcrm.shared.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a roster is to be from now on; see {@link DutyRoster}. */
record NewDutyRoster(
        @NotNull @Size(max = 200) List<DutyRoster.@NotNull @Valid WeeklyShift> weekly,
        @NotNull @Size(max = 366) List<DutyRoster.@NotNull @Valid DutyDate> dates) {

    /** A row of {@code duty_shifts} as JSON; times as {@code HH:mm}. */
    record Row(UUID person, Integer weekday, String day, String starts, String ends) {
        private String start() {
            return person + " " + weekday + " " + day + " " + starts;
        }
    }

    /** @throws Problem INVALID_INPUT for a date or a person's start of a shift that is there twice */
    List<Row> rows() {
        Set<LocalDate> days = new HashSet<>();
        if (!dates.stream().allMatch(date -> days.add(date.date()))) {
            throw Problem.invalid("/dates", "UNIQUE", "each date once");
        }
        List<Row> rows = Stream.concat(
                        weekly.stream().flatMap(NewDutyRoster::rows),
                        dates.stream().flatMap(date -> date.shifts().stream().flatMap(shift -> rows(date, shift))))
                .toList();
        if (rows.stream().map(Row::start).distinct().count() < rows.size()) {
            throw Problem.invalid("/weekly", "UNIQUE", "nobody begins two shifts at once");
        }
        return rows;
    }

    static Set<UUID> people(List<Row> rows) {
        return rows.stream().map(Row::person).collect(Collectors.toSet());
    }

    List<String> days() {
        return dates.stream().map(date -> date.date().toString()).toList();
    }

    private static Stream<Row> rows(DutyRoster.WeeklyShift of) {
        return of.people().stream()
                .map(person -> new Row(
                        person,
                        of.weekday(),
                        null,
                        of.from().toString(),
                        of.to().toString()));
    }

    private static Stream<Row> rows(DutyRoster.DutyDate on, DutyRoster.DutyShift of) {
        return of.people().stream()
                .map(person -> new Row(
                        person,
                        null,
                        on.date().toString(),
                        of.from().toString(),
                        of.to().toString()));
    }
}
