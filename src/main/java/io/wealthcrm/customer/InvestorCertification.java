package io.wealthcrm.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** That a customer is a qualified investor (合格投资者), by what evidence, until when (R1). Never changed. */
@Entity
@Table(name = "investor_certifications")
class InvestorCertification {
    /** What the evidence shows, and the least it must show in CNY. */
    enum Kind {
        /** 金融资产. */
        FINANCIAL_ASSETS("3000000"),
        /** 近三年年均收入. */
        INCOME("500000"),
        /** 法人净资产. */
        ENTITY("10000000");

        private final BigDecimal least;

        Kind(String least) {
            this.least = new BigDecimal(least);
        }

        BigDecimal least() {
            return least;
        }
    }

    @Id
    UUID id;

    UUID customerId;

    @Enumerated(EnumType.STRING)
    Kind kind;

    BigDecimal amount;
    UUID evidenceFileId;
    LocalDate certifiedOn;
    LocalDate validUntil;
    UUID byId;
    Instant createdAt;

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
        return certification;
    }
}
