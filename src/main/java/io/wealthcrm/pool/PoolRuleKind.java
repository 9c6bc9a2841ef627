package io.wealthcrm.pool;

/** What a customer is let go for; named as in the view {@code pool_idleness}, which says since when it counts. */
enum PoolRuleKind {
    /** Nobody has been in touch (未联系). */
    NO_CONTACT,
    /** Who serves the customer now has never been in touch (从未联系). */
    NEVER_CONTACTED,
    /** Nothing was booked (未下单). */
    NO_ORDER,
    /** All that the customer held has ended (到期未续). */
    MATURED
}
