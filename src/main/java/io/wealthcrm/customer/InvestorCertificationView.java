package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.product.QualificationKind;
import io.wealthcrm.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A certification as a qualified investor; {@code amount} in {@code currency}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvestorCertificationView(
        UUID id,
        UUID customerId,
        QualificationKind kind,
        Money amount,
        String currency,
        UUID evidenceFileId,
        LocalDate certifiedOn,
        LocalDate validUntil,
        UUID by,
        Instant createdAt,
        CertificationStatus status,
        UUID reviewedBy,
        Instant reviewedAt,
        String reviewReason) {

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
                certification.createdAt,
                certification.status,
                certification.reviewedBy,
                certification.reviewedAt,
                certification.reviewReason);
    }
}
