package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.identity.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A customer's profile as those in whose sight it is may see it.
 *
 * @param phone masked, {@code 138****8000}; whole only in {@link ContactDetails}
 * @param idNumber masked likewise
 * @param riskLevel of the newest assessment, valid through {@code riskValidUntil}
 * @param qualifiedUntil last day as a qualified investor (合格投资者); {@code qualifiedPending} while a review is to come
 * @param shielded whether nobody may promote anything to the customer now (冷静期免打扰), until the call-back and at least until
 *     {@code contactShieldUntil}
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
        Map<String, Object> extra,
        UUID advisorId,
        UUID unitId,
        RiskTolerance riskLevel,
        LocalDate riskValidUntil,
        LocalDate qualifiedUntil,
        boolean qualifiedPending,
        boolean shielded,
        Instant contactShieldUntil,
        Instant lastContactAt,
        Instant createdAt,
        long version) {

    /** As they may see it who have that scope: what the firm notes in fields of its own is not for the customer. */
    static CustomerView seenBy(Scope scope, Customer customer, PersonalData personal) {
        return of(customer, personal, scope.kind() == Scope.Kind.SELF ? null : customer.extra);
    }

    static CustomerView of(Customer customer, PersonalData personal) {
        return of(customer, personal, customer.extra);
    }

    private static CustomerView of(Customer customer, PersonalData personal, Map<String, Object> extra) {
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
                customer.lastContactAt,
                customer.createdAt,
                customer.version);
    }
}
