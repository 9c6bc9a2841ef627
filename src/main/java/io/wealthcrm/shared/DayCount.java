package io.wealthcrm.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How the days between two dates count as a fraction of a year (计息基准). */
public enum DayCount {
    /** Actual/365 (Fixed): days as the calendar has them, over 365 even in leap years. 2006 ISDA Definitions §4.16(d). */
    ACT_365F(365) {
        @Override
        public long days(LocalDate from, LocalDate to) {
            return ChronoUnit.DAYS.between(from, to);
        }
    },
    /** Actual/360: days as the calendar has them, over 360. 2006 ISDA Definitions §4.16(e). */
    ACT_360(360) {
        @Override
        public long days(LocalDate from, LocalDate to) {
            return ChronoUnit.DAYS.between(from, to);
        }
    },
    /**
     * 30/360, "Bond Basis": every month has 30 days. A first date on the 31st counts as the 30th; a second date on the 31st
     * counts as the 30th if the first is the 30th or 31st. February has no rule of its own. 2006 ISDA Definitions §4.16(f).
     */
    THIRTY_360(360) {
        @Override
        public long days(LocalDate from, LocalDate to) {
            int first = Math.min(from.getDayOfMonth(), 30);
            int second = to.getDayOfMonth() == 31 && first == 30 ? 30 : to.getDayOfMonth();
            return 360L * (to.getYear() - from.getYear())
                    + 30L * (to.getMonthValue() - from.getMonthValue())
                    + (second - first);
        }
    };

    private final int basis;

    DayCount(int basis) {
        this.basis = basis;
    }

    /** Days that earn from {@code from} (earning) to {@code to} (no longer earning). */
    public abstract long days(LocalDate from, LocalDate to);

    /** Days a year is taken to have. */
    public int basis() {
        return basis;
    }

    /**
     * Simple interest, exact until it is rounded half-even to the cent.
     *
     * @param rate a year's rate as a fraction
     */
    public BigDecimal interest(BigDecimal principal, BigDecimal rate, LocalDate from, LocalDate to) {
        return principal
                .multiply(rate)
                .multiply(BigDecimal.valueOf(days(from, to)))
                .divide(BigDecimal.valueOf(basis), 2, RoundingMode.HALF_EVEN);
    }
}
