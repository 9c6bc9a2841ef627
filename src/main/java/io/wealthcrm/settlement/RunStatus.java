package io.wealthcrm.settlement;

/** Where a run stands: prepared by one, approved by another, then executed step by step. */
enum RunStatus {
    /** 已编制: its lines can be looked at, nothing has happened. */
    PREPARED,
    /** 已复核: under way. */
    APPROVED,
    /** 已完成. */
    DONE,
    /** 已撤销. */
    CANCELLED
}
