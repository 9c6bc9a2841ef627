package io.wealthcrm.product;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** When a fixed-term product pays interest; principal always comes back at maturity. */
public enum InterestSchedule {
    /** Once, with the principal. */
    AT_MATURITY(0),
    /** Every three months from the value date, the rest at maturity. */
    QUARTERLY(3),
    /** Every year from the value date, the rest at maturity. */
    ANNUAL(12);

    /** Between two payments; 0 when there is only one. */
    private final int months;

    InterestSchedule(int months) {
        this.months = months;
    }

    /**
     * The days interest is paid on between the value date and maturity, the last of them. Periods are counted from the value
     * date, so that one on the 31st stays at the month's end; what is left at the end is a short period.
     */
    public List<LocalDate> paymentDays(LocalDate valueDate, LocalDate maturity) {
        List<LocalDate> days = new ArrayList<>();
        LocalDate next = valueDate.plusMonths(months);
        for (int period = 2; months > 0 && next.isBefore(maturity); period++) {
            days.add(next);
            next = valueDate.plusMonths((long) months * period);
        }
        if (valueDate.isBefore(maturity)) {
            days.add(maturity);
        }
        return days;
    }
}
