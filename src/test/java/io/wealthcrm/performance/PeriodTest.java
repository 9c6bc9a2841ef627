package io.wealthcrm.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.performance.FactScan.State;
import io.wealthcrm.shared.Problem;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Months, quarters and years, and which days are closed and looked at again. */
class PeriodTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void periodsBeginAndEndWithTheCalendar() {
        assertThat(days("2026-02")).containsExactly(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28));
        assertThat(days("2024-02")).containsExactly(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 29));
        assertThat(days("2026-Q1")).containsExactly(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 31));
        assertThat(days("2026-Q4")).containsExactly(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 12, 31));
        assertThat(days("2026")).containsExactly(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
        assertThat(Period.of(null, TODAY).text()).isEqualTo("2026-11");
        assertThat(Period.of("2026-Q1", TODAY).before().text()).isEqualTo("2025-Q4");
        assertThat(Period.of("2026-01", TODAY).before().text()).isEqualTo("2025-12");
        for (String text :
                List.of("2026-00", "2026-13", "2026-Q0", "2026-Q5", "26", "20266", "1026", "2026-1", "２０２６")) {
            assertThatThrownBy(() -> Period.of(text, TODAY)).as(text).isInstanceOf(Problem.class);
        }
    }

    /** As of today whole months are read, as of an earlier day the days of its month. */
    @Test
    void theHorizonOfTodayIsTheEndOfItsMonth() {
        assertThat(Asked.of("2026", null, TODAY).horizon()).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(Asked.of("2026", "2026-11-21", TODAY).horizon()).isEqualTo(LocalDate.of(2026, 11, 21));
        assertThat(Asked.of(null, "2026-10-05", TODAY).period().text()).isEqualTo("2026-10");
        assertThatThrownBy(() -> Asked.of(null, "2026-11-23", TODAY)).isInstanceOf(Problem.class);
    }

    @Test
    void aDayIsClosedOnceItIsOverAndAllAreLookedAtAgainOnceADay() {
        LocalDate first = TODAY.minusDays(40);
        State yesterday = new State(first, TODAY.minusDays(2), null, TODAY.minusDays(1), null);
        State today = yesterday.after(TODAY, List.of(), TODAY);
        assertThat(today.closedThrough()).isEqualTo(TODAY.minusDays(1));
        assertThat(today.nextToSweep()).as("a new day").isEqualTo(first);
        List<LocalDate> eventful = first.datesUntil(TODAY).limit(FactScan.CHUNK).toList();
        State swept = today.after(TODAY, eventful, TODAY);
        assertThat(swept.nextToSweep()).isEqualTo(first.plusDays(FactScan.CHUNK));
        State done = swept.after(TODAY, eventful.subList(0, 9), TODAY);
        assertThat(done.nextToSweep()).as("fewer than were asked for").isNull();
        assertThat(done.after(TODAY, List.of(), TODAY)).as("once a day").isEqualTo(done);
        State behind = new State(first, first.minusDays(1), null, TODAY, null);
        assertThat(behind.after(first.plusDays(30), List.of(), TODAY).closedThrough())
                .as("a past that is not worked out yet is closed by the piece")
                .isEqualTo(first.plusDays(30));
    }

    private static List<LocalDate> days(String text) {
        Period period = Period.of(text, TODAY);
        return List.of(period.from(), period.to());
    }
}
