package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.opengamma.strata.basics.date.BusinessDayConventions;
import com.opengamma.strata.basics.date.DayCounts;
import com.opengamma.strata.basics.date.HolidayCalendarId;
import com.opengamma.strata.basics.date.ImmutableHolidayCalendar;
import io.wealthcrm.shared.BusinessCalendar.DayKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Day counts and business days say what OpenGamma Strata says. */
class StrataOracleTest {
    private static final int PAIRS = 100_000;
    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);

    @Test
    void dayCountsAreStratas() {
        Map<DayCount, com.opengamma.strata.basics.date.DayCount> oracle = Map.of(
                DayCount.ACT_365F, DayCounts.ACT_365F,
                DayCount.ACT_360, DayCounts.ACT_360,
                DayCount.THIRTY_360, DayCounts.THIRTY_360_ISDA);
        Random random = new Random(20261121);
        for (int i = 0; i < PAIRS; i++) {
            LocalDate from = FIRST.plusDays(random.nextInt(25_000));
            LocalDate to = from.plusDays(random.nextInt(12_000));
            oracle.forEach((ours, theirs) -> {
                assertThat(ours.days(from, to)).as("%s %s %s", ours, from, to).isEqualTo(theirs.days(from, to));
                BigDecimal fraction = ours.interest(new BigDecimal("1000000"), BigDecimal.ONE, from, to);
                assertThat(fraction)
                        .isEqualByComparingTo(BigDecimal.valueOf(theirs.days(from, to))
                                .multiply(new BigDecimal("1000000"))
                                .divide(BigDecimal.valueOf(ours.basis()), 2, RoundingMode.HALF_EVEN));
            });
        }
    }

    @Test
    void businessDaysAreStratas() {
        Random random = new Random(7);
        Map<LocalDate, DayKind> exceptions = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            LocalDate day = FIRST.plusDays(random.nextInt(4_000));
            boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            exceptions.put(day, weekend ? DayKind.MAKE_UP : DayKind.HOLIDAY);
        }
        ImmutableHolidayCalendar theirs = ImmutableHolidayCalendar.of(
                HolidayCalendarId.of("TEST"),
                of(exceptions, DayKind.HOLIDAY),
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                of(exceptions, DayKind.MAKE_UP));
        BusinessCalendar ours = BusinessCalendar.ofBanks(exceptions);
        for (int i = 0; i < PAIRS; i++) {
            LocalDate day = FIRST.plusDays(random.nextInt(3_900));
            assertThat(ours.isOpen(day)).isEqualTo(theirs.isBusinessDay(day));
            assertThat(ours.following(day)).isEqualTo(BusinessDayConventions.FOLLOWING.adjust(day, theirs));
            int n = 1 + random.nextInt(10);
            assertThat(ours.plus(day, n)).isEqualTo(theirs.shift(day, n));
        }
    }

    private static Set<LocalDate> of(Map<LocalDate, DayKind> exceptions, DayKind kind) {
        return exceptions.entrySet().stream()
                .filter(entry -> entry.getValue() == kind)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
