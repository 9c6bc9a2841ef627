package io.wealthcrm.customer;

import io.wealthcrm.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A certification as a qualified investor; {@code amount} in {@code currency}. */
record InvestorCertificationView(
        UUID id,
        UUID customerId,
        InvestorCertification.Kind kind,
        Money amount,
        String currency,
        UUID evidenceFileId,
        LocalDate certifiedOn,
        LocalDate validUntil,
        UUID by,
        Instant createdAt) {

    static InvestorCertificationView of(InvestorCertification certification) {
        return new InvestorCertificationView(
                certification.id,
                certification.customerId,
                certification.kind,
                Money.of(certification.amount),
                "CNY",
                certification.evidenceFileId,
                certification.certifiedOn,
                certification.validUntil,
                certification.byId,
                certification.createdAt);
    }
}
