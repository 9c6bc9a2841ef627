package io.wealthcrm.customer;

/** Investable assets in CNY as the customer states them; each band includes its lower end. */
public enum AssetBand {
    BELOW_1M,
    FROM_1M_TO_3M,
    FROM_3M_TO_6M,
    FROM_6M_TO_10M,
    FROM_10M_TO_50M,
    ABOVE_50M;

    /** The tier headquarters gives this band; a customer who states none is {@link Tier#STANDARD}. */
    static Tier tierOf(AssetBand band) {
        if (band == null) {
            return Tier.STANDARD;
        }
        return switch (band) {
            case BELOW_1M, FROM_1M_TO_3M -> Tier.STANDARD;
            case FROM_3M_TO_6M -> Tier.GOLD;
            case FROM_6M_TO_10M -> Tier.PLATINUM;
            case FROM_10M_TO_50M, ABOVE_50M -> Tier.DIAMOND;
        };
    }
}
