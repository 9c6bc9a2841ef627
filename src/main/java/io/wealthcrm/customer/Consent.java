package io.wealthcrm.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** One entry of the ledger of consents (同意与授权): given or withdrawn. Never changed; the newest of a purpose counts. */
@Entity
@Table(name = "consents")
class Consent {
    /** What the firm may do. */
    enum Purpose {
        /** 个人信息处理. */
        PERSONAL_DATA,
        /** 敏感个人信息处理. */
        SENSITIVE_DATA,
        /** 营销信息. */
        MARKETING,
        /** 向第三方提供. */
        THIRD_PARTY
    }

    @Id
    UUID id;

    UUID customerId;

    @Enumerated(EnumType.STRING)
    Purpose purpose;

    boolean granted;
    LocalDate givenOn;
    LocalDate validUntil;
    UUID evidenceFileId;
    UUID byId;
    Instant createdAt;

    static Consent of(UUID id, UUID customerId, NewConsent input, UUID by, Instant now, LocalDate today) {
        Consent consent = new Consent();
        consent.id = id;
        consent.customerId = customerId;
        consent.purpose = input.purpose();
        consent.granted = input.granted();
        consent.givenOn = input.givenOn() == null ? today : input.givenOn();
        consent.validUntil = input.validUntil();
        consent.evidenceFileId = input.evidenceFileId();
        consent.byId = by;
        consent.createdAt = now;
        return consent;
    }
}
