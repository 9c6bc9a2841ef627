package io.wealthcrm.customer;

import io.wealthcrm.product.QualificationKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A customer's profile. The version counts what people edit; what is derived (last contact, suitability) is written by
 * statements of its own and moves no version, so that a call written down never makes an open form stale.
 */
@Entity
@Table(name = "customers")
class Customer {
    @Id
    UUID id;

    String name;
    String nameKey;
    String searchText;
    byte[] phoneCipher;
    byte[] phoneIndex;

    @JdbcTypeCode(SqlTypes.ARRAY)
    int[] phoneTokens;

    byte[] idNumberCipher;
    byte[] idNumberIndex;

    @Enumerated(EnumType.STRING)
    Gender gender;

    LocalDate birthday;

    @Enumerated(EnumType.STRING)
    Occupation occupation;

    String city;
    String hometown;

    @Enumerated(EnumType.STRING)
    Channel channel;

    @Enumerated(EnumType.STRING)
    AssetBand assetBand;

    /** By {@link Tiers}. */
    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    Tier tier;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] interests;

    /** Read through {@link FieldAccess} alone. */
    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> extra;

    /** Of the definitions of extra fields when this was read. */
    @Formula("(select e.number from extra_field_edition e)")
    long extraEdition;

    UUID advisorId;
    UUID unitId;

    /** Null in the pool, and for customers taken over, who count from {@link #createdAt}. */
    Instant advisorSince;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    RiskTolerance riskLevel;

    @Column(updatable = false)
    LocalDate riskValidUntil;

    @Column(updatable = false)
    LocalDate qualifiedUntil;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    QualificationKind qualifiedKind;

    @Column(updatable = false)
    BigDecimal qualifiedAmount;

    @Column(updatable = false)
    boolean qualifiedPending;

    /** Null unless an order of the customer's is between payment and call-back. */
    @Formula("(select max(s.holds_until) from contact_shields s where s.customer_id = id and s.closed_at is null)")
    Instant contactShieldUntil;

    /** Null for who has never said anything about it. */
    @Formula("(select not n.granted from customer_consents_now n where n.customer_id = id and n.purpose = 'MARKETING')")
    Boolean refusesMarketing;

    /** Set in the answer to whoever has just written an ID number without the consent it wants. */
    @Transient
    Boolean sensitiveConsentMissing;

    @Column(updatable = false)
    Instant lastContactAt;

    /** Since when only what must be kept is left of it (个人信息删除); null for all others. */
    @Column(updatable = false)
    Instant erasedAt;

    Instant createdAt;
    UUID createdBy;

    @Version
    long version;

    /** Who serves a customer and where. */
    record Owner(UUID advisorId, UUID unitId) {}

    /** {@code profile} is normalised. */
    static Customer opened(UUID id, NewCustomer profile, Owner owner, UUID by, Instant now, PersonalData personal) {
        Customer customer = new Customer();
        customer.id = id;
        customer.createdAt = now;
        customer.createdBy = by;
        customer.tier = Tier.STANDARD;
        customer.transfer(owner, now);
        customer.edit(profile, personal);
        return customer;
    }

    boolean marketingRefused() {
        return Boolean.TRUE.equals(refusesMarketing);
    }

    boolean isOf(Owner owner) {
        return owner.advisorId().equals(advisorId) && owner.unitId().equals(unitId);
    }

    void transfer(Owner owner, Instant at) {
        advisorId = owner.advisorId();
        unitId = owner.unitId();
        advisorSince = at;
    }

    /** Takes the whole normalised profile over; what is unchanged is not sealed anew, so that nothing looks edited. */
    void edit(NewCustomer profile, PersonalData personal) {
        gender = profile.gender();
        birthday = profile.birthday();
        occupation = profile.occupation();
        city = profile.city();
        hometown = profile.hometown();
        channel = profile.channel();
        assetBand = profile.assetBand();
        interests = profile.interests().toArray(String[]::new);
        extra = profile.extra();
        rename(profile.name());
        call(profile.phone(), personal);
        identify(profile.idNumber(), personal);
    }

    private void rename(String to) {
        name = to;
        nameKey = SearchText.key(to);
        searchText = SearchText.of(to);
    }

    private void call(String phone, PersonalData personal) {
        byte[] index = personal.phoneIndex(phone);
        if (!Arrays.equals(index, phoneIndex)) {
            phoneIndex = index;
            phoneCipher = personal.sealPhone(id, phone);
            phoneTokens = personal.phoneTokens(phone);
        }
    }

    private void identify(String idNumber, PersonalData personal) {
        byte[] index = personal.idNumberIndex(idNumber);
        if (!Arrays.equals(index, idNumberIndex)) {
            idNumberIndex = index;
            idNumberCipher = personal.sealIdNumber(id, idNumber);
        }
    }

    /** What a merge patch is applied to. @param seen what is shown of the extra fields */
    NewCustomer profile(PersonalData personal, Map<String, Object> seen) {
        return new NewCustomer(
                name,
                personal.openPhone(id, phoneCipher),
                gender,
                birthday,
                personal.openIdNumber(id, idNumberCipher),
                occupation,
                city,
                hometown,
                channel,
                assetBand,
                List.of(interests),
                seen,
                null,
                null);
    }

    CustomerBrief brief(PersonalData personal) {
        return new CustomerBrief(
                id,
                name,
                advisorId,
                unitId,
                riskLevel,
                riskValidUntil,
                qualifiedUntil,
                qualifiedKind,
                qualifiedAmount,
                qualifiedPending,
                personal.maskPhone(id, phoneCipher));
    }
}
