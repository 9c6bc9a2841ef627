package io.wealthcrm.product;

/** What the cooling-off (投资冷静期) is counted from. */
public enum CoolingOffStart {
    /** The later of the two; the only choice for private securities funds. */
    SIGNING_AND_PAYMENT,
    PAYMENT
}
