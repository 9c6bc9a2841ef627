package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryValueTest {
    @Test
    void daysAndMonthsOfOurTimesAreTaken() {
        assertThat(QueryValue.date("on", "2024-02-29")).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(QueryValue.month("month", "2199-12")).isEqualTo(YearMonth.of(2199, 12));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void nothingIsNone(String nothing) {
        assertThat(QueryValue.date("on", nothing)).isNull();
        assertThat(QueryValue.month("month", nothing)).isNull();
    }

    /** A sign or a fifth digit would be read otherwise by the database. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-2026-10-01",
                "+2026-10-01",
                "0001-01-01",
                "1899-12-31",
                "2200-01-01",
                "12026-10-01",
                "2025-02-29",
                "2026-13-01",
                "2026-1-1",
                "2026-10",
                "today",
                "２０２６-10-01"
            })
    void otherDaysAreRefused(String day) {
        refused(() -> QueryValue.date("on", day), "/on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-2026-10", "+2026-10", "0001-01", "4801-01", "2026-00", "2026-13", "2026-10-01", "2026"})
    void otherMonthsAreRefused(String month) {
        refused(() -> QueryValue.month("month", month), "/month");
    }

    private static void refused(Supplier<?> reading, String pointer) {
        assertThatExceptionOfType(Problem.class).isThrownBy(reading::get).satisfies(problem -> assertThat(
                        problem.errors())
                .extracting(Problem.Invalid::pointer)
                .containsExactly(pointer));
    }
}
