package io.wealthcrm.settlement;

/** Where a voucher made by hand stands; every other entry is posted at once. */
enum EntryStatus {
    /** 已编制: not in the books. */
    PREPARED,
    /** 已入账. */
    POSTED,
    /** 已撤销: never came into the books. */
    CANCELLED
}
