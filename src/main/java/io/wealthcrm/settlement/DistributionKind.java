package io.wealthcrm.settlement;

/** What a distribution pays. */
enum DistributionKind {
    /** 利息: of a fixed-term product, on the principal by its day count. */
    INTEREST(DistributionSql.INTEREST),
    /** 红利: a total, allotted by shares, or by principal where there are none. */
    DIVIDEND(DistributionSql.DIVIDEND),
    /** 本金: what has matured, or a whole fund at its net asset value; ends the holdings. */
    PRINCIPAL(DistributionSql.PRINCIPAL);

    private final String due;

    DistributionKind(String due) {
        this.due = due;
    }

    /** A select of {@code holding_id, base, days, amount, capital} over {@code given}. */
    String due() {
        return due;
    }
}
