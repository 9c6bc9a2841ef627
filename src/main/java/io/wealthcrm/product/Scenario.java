package io.wealthcrm.product;

import java.math.BigDecimal;

/**
 * What a projection supposes the year to bring, as fractions of the product's benchmark rate. They are assumptions for
 * illustration, chosen once for all products and not by anybody's forecast: a fixed term earns 60 %, 100 % or 120 % of its
 * benchmark; a fund may also lose, so its low case is a loss as large as its benchmark, its high case half as much again.
 */
enum Scenario {
    LOW("0.60", "-1.00"),
    BENCHMARK("1.00", "1.00"),
    HIGH("1.20", "1.50");

    private final BigDecimal ofFixedTerm;
    private final BigDecimal ofFund;

    Scenario(String ofFixedTerm, String ofFund) {
        this.ofFixedTerm = new BigDecimal(ofFixedTerm);
        this.ofFund = new BigDecimal(ofFund);
    }

    /** The year's rate this scenario supposes, as a fraction. */
    BigDecimal rate(ProductKind kind, BigDecimal benchmarkRate) {
        BigDecimal fraction = kind == ProductKind.FIXED_TERM ? ofFixedTerm : ofFund;
        return fraction.multiply(benchmarkRate).stripTrailingZeros();
    }
}
