package io.wealthcrm.customer;

import io.wealthcrm.product.QualificationKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What other features need to know of a customer.
 *
 * @param advisorId who serves the customer; null in the public pool
 * @param riskLevel by the newest assessment, expired or not; null without one
 * @param riskValidUntil last day of that assessment, in the firm's zone; null without one
 * @param qualifiedUntil last day of the qualified-investor certification that counts; null without one
 * @param qualifiedKind what it shows, and {@code qualifiedAmount} of how much in CNY; null for those taken over
 * @param qualifiedPending whether it is still to be reviewed
 * @param phoneMasked {@code 138****8000}
 */
public record CustomerBrief(
        UUID id,
        String name,
        UUID advisorId,
        UUID unitId,
        RiskTolerance riskLevel,
        LocalDate riskValidUntil,
        LocalDate qualifiedUntil,
        QualificationKind qualifiedKind,
        BigDecimal qualifiedAmount,
        boolean qualifiedPending,
        String phoneMasked) {

    /** Masked in logs as well: only the id. */
    @Override
    public String toString() {
        return "CustomerBrief[" + id + "]";
    }
}
