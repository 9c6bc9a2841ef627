package io.wealthcrm.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
        /** 营销信息, by any way; withdrawn it takes the ways below along. */
        MARKETING,
        /** 电话营销. */
        MARKETING_CALL,
        /** 短信营销. */
        MARKETING_SMS,
        /** 应用推送营销. */
        MARKETING_PUSH,
        /** 向第三方提供. */
        THIRD_PARTY;

        /** Those below {@link #MARKETING}: none of them counts without it, and it holds for each that is not withdrawn. */
        static final List<Purpose> WAYS = List.of(MARKETING_CALL, MARKETING_SMS, MARKETING_PUSH);
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
