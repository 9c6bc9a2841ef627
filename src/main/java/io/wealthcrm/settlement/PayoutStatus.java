package io.wealthcrm.settlement;

/** Where a payout (兑付) stands. */
enum PayoutStatus {
    /** 待付: owed, in no batch. */
    DUE,
    /** 已编制: in a batch that nobody has released. */
    PREPARED,
    /** 已放行: with the bank. */
    RELEASED,
    /** 已付. */
    PAID,
    /** 已退回: the bank could not pay; retried by hand. */
    FAILED
}
