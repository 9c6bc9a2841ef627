package io.wealthcrm.product;

/** What a product is in law (组织形式); it bounds how many may invest. */
enum LegalForm {
    /** 契约型. */
    CONTRACT,
    /** 公司型, as a limited company (有限责任公司). */
    COMPANY,
    /** 合伙型. */
    PARTNERSHIP
}
