package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.shared.BusinessCalendar.DayKind;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {
    /** National Day of 2026 with its make-up days, and the eve of 2024's Spring Festival. */
    private static final Map<LocalDate, DayKind> NOTICE = Map.of(
            day("2026-10-01"), DayKind.HOLIDAY,
            day("2026-10-02"), DayKind.HOLIDAY,
            day("2026-10-05"), DayKind.HOLIDAY,
            day("2026-10-06"), DayKind.HOLIDAY,
            day("2026-10-07"), DayKind.HOLIDAY,
            day("2026-09-20"), DayKind.MAKE_UP,
            day("2026-10-10"), DayKind.MAKE_UP,
            day("2024-02-09"), DayKind.MARKET_HOLIDAY);

    private final BusinessCalendar banks = BusinessCalendar.ofBanks(NOTICE);
    private final BusinessCalendar markets = BusinessCalendar.ofMarkets(NOTICE);

    @ParameterizedTest
    @CsvSource({
        "2026-09-30, true, true", // Wednesday
        "2026-10-01, false, false", // holiday
        "2026-10-03, false, false", // Saturday within it
        "2026-10-08, true, true",
        "2026-10-10, true, false", // a make-up Saturday: banks work, markets do not
        "2026-10-11, false, false", // Sunday
        "2024-02-09, true, false", // a working day without trading
    })
    void knowsWhoWorks(LocalDate day, boolean bank, boolean market) {
        assertThat(banks.isOpen(day)).isEqualTo(bank);
        assertThat(markets.isOpen(day)).isEqualTo(market);
    }

    @ParameterizedTest
    @CsvSource({
        // from, n, banks, markets
        "2026-09-30, 0, 2026-09-30, 2026-09-30",
        "2026-09-30, 1, 2026-10-08, 2026-10-08",
        "2026-09-30, 3, 2026-10-10, 2026-10-12",
        "2026-10-04, 0, 2026-10-08, 2026-10-08",
        "2026-10-04, 2, 2026-10-09, 2026-10-09",
        "2026-10-09, 1, 2026-10-10, 2026-10-12",
        "2026-09-18, 1, 2026-09-20, 2026-09-21",
        "2026-12-31, 2, 2027-01-04, 2027-01-04",
    })
    void addsBusinessDays(LocalDate from, int n, LocalDate bank, LocalDate market) {
        assertThat(banks.plus(from, n)).isEqualTo(bank);
        assertThat(markets.plus(from, n)).isEqualTo(market);
    }

    @Test
    void addingIsTheSameAsAddingOneByOne() {
        for (LocalDate from = day("2026-09-01"); from.isBefore(day("2026-11-01")); from = from.plusDays(1)) {
            LocalDate stepped = from;
            for (int n = 1; n <= 20; n++) {
                stepped = banks.plus(stepped, 1);
                assertThat(banks.plus(from, n)).isEqualTo(stepped);
                assertThat(banks.isOpen(stepped)).isTrue();
            }
        }
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
