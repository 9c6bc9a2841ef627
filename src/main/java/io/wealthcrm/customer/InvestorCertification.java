package io.wealthcrm.customer;

import io.wealthcrm.product.QualificationKind;
import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** That a customer is a qualified investor (合格投资者), by what evidence, until when (R1). Reviewed once, else never changed. */
@Entity
@Table(name = "investor_certifications")
class InvestorCertification {
    @Id
    UUID id;

    UUID customerId;

    @Enumerated(EnumType.STRING)
    QualificationKind kind;

    BigDecimal amount;
    UUID evidenceFileId;
    LocalDate certifiedOn;
    LocalDate validUntil;
    UUID byId;
    Instant createdAt;

    @Enumerated(EnumType.STRING)
    CertificationStatus status;

    UUID reviewedBy;
    Instant reviewedAt;
    String reviewReason;

    static InvestorCertification of(UUID id, UUID customerId, NewInvestorCertification input, UUID by, Instant now) {
        InvestorCertification certification = new InvestorCertification();
        certification.id = id;
        certification.customerId = customerId;
        certification.kind = input.kind();
        certification.amount = input.amount().amount();
        certification.evidenceFileId = input.evidenceFileId();
        certification.certifiedOn = input.certifiedOn();
        certification.validUntil = input.validUntil();
        certification.byId = by;
        certification.createdAt = now;
        certification.status = CertificationStatus.PENDING;
        return certification;
    }

    /** @throws Problem CERTIFICATION_REVIEWED, SUBMITTER_MAY_NOT_REVIEW, INVALID_INPUT for a rejection without a reason */
    void review(NewReview review, UUID by, Instant at) {
        boolean rejected = review.decision() == NewReview.Verdict.REJECT;
        if (rejected && (review.reason() == null || review.reason().isBlank())) {
            throw Problem.invalid("/reason", "NOT_BLANK", "不予认定须说明理由 / a reason is needed to reject");
        }
        if (status != CertificationStatus.PENDING) {
            throw Problem.of(CustomerProblem.CERTIFICATION_REVIEWED, Map.of("current", status));
        }
        if (by.equals(byId)) {
            throw Problem.of(CustomerProblem.SUBMITTER_MAY_NOT_REVIEW);
        }
        status = rejected ? CertificationStatus.REJECTED : CertificationStatus.ACCEPTED;
        reviewedBy = by;
        reviewedAt = at;
        reviewReason = review.reason();
    }
}
