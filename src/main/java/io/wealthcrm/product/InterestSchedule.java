package io.wealthcrm.product;

/** When a fixed-term product pays interest; principal always comes back at maturity. */
public enum InterestSchedule {
    /** Once, with the principal. */
    AT_MATURITY(0),
    /** Every three months from the value date, the rest at maturity. */
    QUARTERLY(3),
    /** Every year from the value date, the rest at maturity. */
    ANNUAL(12);

    private final int months;

    InterestSchedule(int months) {
        this.months = months;
    }

    /** Months between two payments; 0 when there is only one. */
    int months() {
        return months;
    }
}
