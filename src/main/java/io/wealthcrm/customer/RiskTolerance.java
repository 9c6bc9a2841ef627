package io.wealthcrm.customer;

/** A customer's risk-bearing level (风险承受能力) by the last assessment, from the lowest; C1 is the lowest category. */
public enum RiskTolerance {
    C1,
    C2,
    C3,
    C4,
    C5
}
