package io.wealthcrm.product;

/** How a product earns. */
public enum ProductKind {
    /** 固定期限: runs for a number of days and pays interest by a day-count convention. */
    FIXED_TERM,
    /** 净值型: its value is its net asset value. */
    NAV_FUND
}
