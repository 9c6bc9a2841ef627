package io.wealthcrm.customer;

/** What a customer declares in writing about buying a product. */
public enum DeclarationKind {
    /** 非代持承诺: bought for oneself and nobody else. */
    NO_NOMINEE,
    /** 不拆分转让承诺. */
    NO_SPLITTING,
    /** 风险不匹配警示: warned that the product is riskier than the customer's level, and wanting it all the same. */
    MISMATCH_WARNING
}
