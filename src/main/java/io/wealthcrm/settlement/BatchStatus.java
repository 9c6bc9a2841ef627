package io.wealthcrm.settlement;

/** Where a batch of payouts stands. */
enum BatchStatus {
    /** 已编制. */
    PREPARED,
    /** 已放行: its bank file may be fetched, results are awaited. */
    RELEASED,
    /** 已回盘: every line has its result. */
    SETTLED,
    /** 已撤销. */
    CANCELLED
}
