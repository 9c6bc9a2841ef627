package io.wealthcrm.order;

import io.wealthcrm.customer.CustomerBrief;
import io.wealthcrm.product.RiskLevel;
import java.time.LocalDate;

/**
 * Whether a customer may bear a product's risk (适当性匹配): C1 covers R1 … C5 covers R1 to R5. A customer of C1, the lowest
 * category, may never go beyond it (《证券期货投资者适当性管理办法》第十九条); others neither, as no regime here takes warnings.
 */
final class Suitability {
    private Suitability() {}

    static boolean assessed(CustomerBrief customer, LocalDate today) {
        return customer.riskLevel() != null && !customer.riskValidUntil().isBefore(today);
    }

    static boolean covers(CustomerBrief customer, RiskLevel product) {
        return customer.riskLevel().ordinal() >= product.ordinal();
    }
}
