package io.wealthcrm.settlement;

/** The accounts (会计科目) that postings of the system use; the chart itself is the table {@code ledger_accounts}. */
enum Account {
    /** 银行存款. */
    CASH,
    /** 预收认购款: paid for, not confirmed yet. */
    SUBSCRIPTIONS,
    /** 应付退款. */
    REFUNDS_PAYABLE,
    /** 应付认购费. */
    FEES_PAYABLE,
    /** 应付兑付款: distributed, not paid yet. */
    DISTRIBUTIONS_PAYABLE,
    /** 实收资金: what the holders have invested. */
    INVESTED,
    /** 利润分配. */
    DISTRIBUTED
}
