package io.wealthcrm.complaint;

/** What it is about. */
public enum ComplaintCategory {
    /** 销售行为. */
    SALES_CONDUCT,
    /** 信息披露. */
    DISCLOSURE,
    /** 产品与收益. */
    PRODUCT,
    /** 兑付. */
    PAYOUT,
    /** 费用. */
    FEE,
    /** 服务质量. */
    SERVICE,
    /** 个人信息. */
    PERSONAL_DATA,
    /** 系统与应用. */
    SYSTEM,
    /** 资料变更. */
    DATA_CHANGE,
    /** 对账单与证明. */
    STATEMENT,
    OTHER
}
