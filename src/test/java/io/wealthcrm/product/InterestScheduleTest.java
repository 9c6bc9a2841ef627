package io.wealthcrm.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.opengamma.strata.basics.date.BusinessDayAdjustment;
import com.opengamma.strata.basics.schedule.Frequency;
import com.opengamma.strata.basics.schedule.PeriodicSchedule;
import com.opengamma.strata.basics.schedule.StubConvention;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Interest is paid on the days that OpenGamma Strata's schedules say. */
class InterestScheduleTest {
    private static final Map<InterestSchedule, Frequency> FREQUENCIES =
            Map.of(InterestSchedule.QUARTERLY, Frequency.P3M, InterestSchedule.ANNUAL, Frequency.P12M);

    @Test
    void paysOnceAtMaturityOrNeverWithoutATerm() {
        LocalDate day = LocalDate.of(2026, 1, 31);
        assertThat(InterestSchedule.AT_MATURITY.paymentDays(day, day.plusDays(400)))
                .containsExactly(day.plusDays(400));
        assertThat(InterestSchedule.QUARTERLY.paymentDays(day, day)).isEmpty();
        assertThat(InterestSchedule.QUARTERLY.paymentDays(day, LocalDate.of(2026, 8, 1)))
                .containsExactly(LocalDate.of(2026, 4, 30), LocalDate.of(2026, 7, 31), LocalDate.of(2026, 8, 1));
    }

    @Test
    void schedulesAreStratas() {
        Random random = new Random(8);
        for (int i = 0; i < 50_000; i++) {
            LocalDate from = LocalDate.of(1995, 1, 1).plusDays(random.nextInt(15_000));
            LocalDate to = from.plusDays(1 + random.nextInt(4_000));
            FREQUENCIES.forEach((ours, theirs) -> assertThat(ours.paymentDays(from, to))
                    .as("%s %s %s", ours, from, to)
                    .isEqualTo(strata(from, to, theirs)));
        }
    }

    private static List<LocalDate> strata(LocalDate from, LocalDate to, Frequency frequency) {
        List<LocalDate> all = PeriodicSchedule.of(
                        from, to, frequency, BusinessDayAdjustment.NONE, StubConvention.SHORT_FINAL, false)
                .createUnadjustedDates();
        return all.subList(1, all.size());
    }
}
