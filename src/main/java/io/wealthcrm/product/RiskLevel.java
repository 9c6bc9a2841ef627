package io.wealthcrm.product;

/** A product's risk (风险等级), from the lowest; a customer of C<i>n</i> may hold up to R<i>n</i>. */
public enum RiskLevel {
    R1,
    R2,
    R3,
    R4,
    R5
}
