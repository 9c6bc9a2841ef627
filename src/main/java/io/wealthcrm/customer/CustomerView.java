package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A customer's profile as those in whose sight it is may see it.
 *
 * @param phone masked, {@code 138****8000}; whole only in {@link ContactDetails}
 * @param idNumber masked likewise
 * @param extra the firm's own fields, those the reader may see; left out for a customer who sees none
 * @param riskLevel of the newest assessment, valid through {@code riskValidUntil}
 * @param qualifiedUntil last day as a qualified investor (合格投资者); {@code qualifiedPending} while a review is to come
 * @param shielded whether nobody may promote anything to the customer now (冷静期免打扰), until the call-back and at least until
 *     {@code contactShieldUntil}
 * @param sensitiveConsentMissing in the answer to a change alone: the ID number was written without the consent it wants
 * @param completeness what the file still lacks, for the firm; left out for the customer
 * @param marketingRefused whether the customer has opted out of marketing (营销退订)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomerView(
        UUID id,
        String name,
        String phone,
        String idNumber,
        Gender gender,
        LocalDate birthday,
        Occupation occupation,
        String city,
        String hometown,
        Channel channel,
        AssetBand assetBand,
        Tier tier,
        List<String> interests,
        @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class) VisibleExtra extra,
        UUID advisorId,
        UUID unitId,
        RiskTolerance riskLevel,
        LocalDate riskValidUntil,
        LocalDate qualifiedUntil,
        boolean qualifiedPending,
        boolean shielded,
        Instant contactShieldUntil,
        boolean marketingRefused,
        Boolean sensitiveConsentMissing,
        Completeness completeness,
        Instant lastContactAt,
        Instant createdAt,
        long version) {

    static CustomerView of(Customer customer, PersonalData personal, VisibleExtra extra, Completeness completeness) {
        return new CustomerView(
                customer.id,
                customer.name,
                personal.maskPhone(customer.id, customer.phoneCipher),
                IdNumber.mask(personal.openIdNumber(customer.id, customer.idNumberCipher)),
                customer.gender,
                customer.birthday,
                customer.occupation,
                customer.city,
                customer.hometown,
                customer.channel,
                customer.assetBand,
                customer.tier,
                List.of(customer.interests),
                extra,
                customer.advisorId,
                customer.unitId,
                customer.riskLevel,
                customer.riskValidUntil,
                customer.qualifiedUntil,
                customer.qualifiedPending,
                customer.contactShieldUntil != null,
                customer.contactShieldUntil,
                customer.marketingRefused(),
                customer.sensitiveConsentMissing,
                completeness,
                customer.lastContactAt,
                customer.createdAt,
                customer.version);
    }
}
