package io.wealthcrm.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * One customer of a batch, in plain values; sealing, search words and tokens are made of them.
 *
 * @param phone in the form {@code 13800138000}
 * @param idNumber normalised, or null
 * @param gender and the other kinds by name, e.g. {@code FEMALE}, {@code BUSINESS_OWNER}, {@code REFERRAL}, {@code
 *     FROM_3M_TO_6M}; null where unknown
 * @param riskLevel null without an assessment, as {@code riskValidUntil} then is
 */
public record CustomerSeed(
        UUID id,
        String name,
        String phone,
        String idNumber,
        String gender,
        LocalDate birthday,
        String occupation,
        String city,
        String hometown,
        String channel,
        String assetBand,
        List<String> interests,
        UUID advisorId,
        UUID unitId,
        RiskTolerance riskLevel,
        LocalDate riskValidUntil,
        LocalDate qualifiedUntil,
        Instant lastContactAt,
        Instant createdAt) {

    @Override
    public String toString() {
        return "CustomerSeed[" + id + "]";
    }
}
