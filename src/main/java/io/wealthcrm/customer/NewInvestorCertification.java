package io.wealthcrm.customer;

import io.wealthcrm.product.QualificationKind;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/**
 * Evidence that a customer is a qualified investor.
 *
 * @param amount in CNY: financial assets, the average yearly income of three years, or an entity's net assets
 * @param evidenceFileId of {@code POST /customers/{id}/evidence}, of the same customer
 * @param certifiedOn today where left out
 * @param validUntil the last day it holds; a year after {@code certifiedOn} where left out, at most three
 */
record NewInvestorCertification(
        @NotNull QualificationKind kind,
        @NotNull Money amount,
        @NotNull UUID evidenceFileId,
        LocalDate certifiedOn,
        LocalDate validUntil) {
    private static final int USUAL_YEARS = 1;
    private static final int MAX_YEARS = 3;

    /** With dates filled in. @throws Problem BELOW_QUALIFICATION, CERTIFICATION_TERM */
    NewInvestorCertification dated(LocalDate today) {
        if (amount.amount().compareTo(kind.least()) < 0) {
            throw Problem.of(
                    CustomerProblem.BELOW_QUALIFICATION,
                    Map.of("required", Money.of(kind.least()).text()));
        }
        Term term = Term.of(certifiedOn, validUntil, USUAL_YEARS, today);
        if (term == null || !term.holds(today, MAX_YEARS)) {
            throw Problem.of(CustomerProblem.CERTIFICATION_TERM);
        }
        return new NewInvestorCertification(kind, amount, evidenceFileId, term.from(), term.until());
    }
}
