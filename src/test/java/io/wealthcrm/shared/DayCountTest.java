package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayCountTest {
    @ParameterizedTest
    @CsvSource({
        // a year with and without 29 February
        "ACT_365F, 2023-01-01, 2024-01-01, 365",
        "ACT_365F, 2024-01-01, 2025-01-01, 366",
        "ACT_360, 2024-02-28, 2024-03-01, 2",
        "ACT_360, 2023-02-28, 2023-03-01, 1",
        "ACT_360, 2026-01-01, 2026-01-01, 0",
        // 30/360 (ISDA 4.16(f)): a first 31st is a 30th
        "THIRTY_360, 2026-01-31, 2026-02-28, 28",
        "THIRTY_360, 2026-01-31, 2026-03-31, 60",
        "THIRTY_360, 2026-01-30, 2026-03-31, 60",
        // a second 31st stays when the first is before the 30th
        "THIRTY_360, 2026-01-29, 2026-03-31, 62",
        "THIRTY_360, 2026-01-15, 2026-01-31, 16",
        // the end of February has no rule of its own
        "THIRTY_360, 2026-02-28, 2026-03-31, 33",
        "THIRTY_360, 2024-02-29, 2025-02-28, 359",
        "THIRTY_360, 2024-02-28, 2024-03-01, 3",
        "THIRTY_360, 2024-01-01, 2025-01-01, 360",
    })
    void countsDays(DayCount dayCount, LocalDate from, LocalDate to, long days) {
        assertThat(dayCount.days(from, to)).isEqualTo(days);
    }

    @Test
    void fixed365OverALeapYearEarnsMoreThanAYear() {
        // 1,000,000 × 0.0365 × 366 / 365
        assertThat(interest(DayCount.ACT_365F, "1000000.00", "0.0365", "2024-01-01", "2025-01-01"))
                .isEqualTo("36600.00");
    }

    @Test
    void act360EarnsMoreThanFixed365() {
        // 1,000,000 × 0.05 × 90 / 360
        assertThat(interest(DayCount.ACT_360, "1000000.00", "0.05", "2026-01-01", "2026-04-01"))
                .isEqualTo("12500.00");
    }

    @Test
    void roundsHalfToEven() {
        // 0.01 × 0.5 × 360 / 360 = 0.005, and 0.03 × 0.5 = 0.015
        assertThat(interest(DayCount.THIRTY_360, "0.01", "0.5", "2026-01-01", "2027-01-01"))
                .isEqualTo("0.00");
        assertThat(interest(DayCount.THIRTY_360, "0.03", "0.5", "2026-01-01", "2027-01-01"))
                .isEqualTo("0.02");
    }

    @Test
    void isExactForTheLargestAmounts() {
        // 999,999,999,999,999.99 × 0.1234567891 × 1 / 365, worked with 60 digits
        assertThat(interest(DayCount.ACT_365F, "999999999999999.99", "0.1234567891", "2026-01-01", "2026-01-02"))
                .isEqualTo("338237778356.16");
    }

    private static String interest(DayCount dayCount, String principal, String rate, String from, String to) {
        return dayCount.interest(
                        new BigDecimal(principal), new BigDecimal(rate), LocalDate.parse(from), LocalDate.parse(to))
                .toPlainString();
    }
}
