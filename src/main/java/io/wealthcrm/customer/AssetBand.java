package io.wealthcrm.customer;

import io.wealthcrm.shared.Money;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Investable assets in CNY as the customer states them; each band includes its lower end. */
public enum AssetBand {
    BELOW_1M("0"),
    FROM_1M_TO_3M("1000000"),
    FROM_3M_TO_6M("3000000"),
    FROM_6M_TO_10M("6000000"),
    FROM_10M_TO_50M("10000000"),
    ABOVE_50M("50000000");

    private final Money from;

    AssetBand(String from) {
        this.from = Money.of(from);
    }

    /** The lower end of the band in that column, zero for none; for SQL. */
    static String lowerEnd(String column) {
        return Arrays.stream(values())
                .map(band -> "when '%s' then %s".formatted(band, band.from.text()))
                .collect(Collectors.joining(" ", "case " + column + " ", " else 0 end"));
    }
}
