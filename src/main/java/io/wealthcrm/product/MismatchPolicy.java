package io.wealthcrm.product;

/**
 * What happens when a product is riskier than its buyer may bear (风险不匹配). The lowest category may never go beyond its own
 * level, whatever the policy (《证券期货投资者适当性管理办法》第十九条).
 */
public enum MismatchPolicy {
    REFUSE,
    /** Others may, once they have signed a written warning (特别书面风险警示). */
    SIGNED_WARNING
}
