package io.wealthcrm.product;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Problem.Invalid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the members of a product must be to one another. */
final class ProductRules {
    private static final String YUAN = "CNY";

    private ProductRules() {}

    /** @throws Problem INVALID_INPUT with every fault, MINIMUM_BELOW_REGIME with the {@code minimum} in yuan, SEATS_ABOVE_REGIME */
    static NewProduct check(NewProduct product, RegimeTerms regime) {
        List<Invalid> faults = faults(product);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        if (product.currency().equals(YUAN) && product.minAmount().compareTo(regime.minAmount()) < 0) {
            throw Problem.of(ProductProblem.MINIMUM_BELOW_REGIME, Map.of("minimum", regime.minAmount()));
        }
        int cap = regime.cap(product.legalForm());
        if (product.quotaSeats() > cap) {
            throw Problem.of(ProductProblem.SEATS_ABOVE_REGIME, Map.of("cap", cap));
        }
        return product;
    }

    private static List<Invalid> faults(NewProduct product) {
        List<Invalid> faults = new ArrayList<>();
        if (product.minAmount().amount().signum() <= 0) {
            faults.add(new Invalid("/minAmount", "POSITIVE", "必须大于零 / must be above zero"));
        }
        if (product.increment().amount().signum() <= 0) {
            faults.add(new Invalid("/increment", "POSITIVE", "必须大于零 / must be above zero"));
        }
        if (product.quotaAmount().compareTo(product.minAmount()) < 0) {
            faults.add(new Invalid("/quotaAmount", "MIN", "不能低于起投金额 / must reach the minimum amount"));
        }
        if (product.benchmarkRate() != null
                && !isFraction(product.benchmarkRate().value())) {
            faults.add(new Invalid("/benchmarkRate", "RANGE", "必须在 0 与 1 之间 / must lie between 0 and 1"));
        }
        if (product.kind() == ProductKind.FIXED_TERM && product.termDays() == null) {
            faults.add(new Invalid("/termDays", "NOT_NULL", "固定期限产品必填 / required for a fixed term"));
        }
        if (!product.opensAt().isBefore(product.closesAt())) {
            faults.add(new Invalid("/closesAt", "AFTER", "必须晚于开始时间 / must be after opensAt"));
        }
        return faults;
    }

    private static boolean isFraction(BigDecimal rate) {
        return rate.signum() >= 0 && rate.compareTo(BigDecimal.ONE) <= 0;
    }
}
