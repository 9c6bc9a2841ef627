package io.wealthcrm.order;

import io.wealthcrm.customer.CustomerBrief;
import io.wealthcrm.customer.RiskTolerance;
import io.wealthcrm.product.RegimeTerms;
import io.wealthcrm.product.RiskLevel;
import java.time.LocalDate;

/**
 * Whether a customer may bear a product's risk (适当性匹配): C1 covers R1 … C5 covers R1 to R5. A customer of C1, the lowest
 * category, may never go beyond it (《证券期货投资者适当性管理办法》第十九条); others may against a signed warning, where the regime
 * takes one.
 */
final class Suitability {
    private Suitability() {}

    static boolean assessed(CustomerBrief customer, LocalDate today) {
        return customer.riskLevel() != null && !customer.riskValidUntil().isBefore(today);
    }

    /** Whether a signed warning could let the customer go beyond the own level. */
    static boolean mayExceed(CustomerBrief customer, RegimeTerms regime) {
        return regime.takesWarnings() && customer.riskLevel() != RiskTolerance.C1;
    }

    static boolean covers(CustomerBrief customer, RiskLevel product) {
        return customer.riskLevel().ordinal() >= product.ordinal();
    }
}
