package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A customer in a list; {@code phone} is masked, see {@link CustomerView}.
 *
 * @param marketingRefused whether the customer has opted out of marketing (营销退订)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomerSummary(
        UUID id,
        String name,
        String phone,
        Gender gender,
        Occupation occupation,
        String city,
        AssetBand assetBand,
        Tier tier,
        UUID advisorId,
        String advisorName,
        UUID unitId,
        RiskTolerance riskLevel,
        LocalDate riskValidUntil,
        LocalDate qualifiedUntil,
        Instant lastContactAt,
        boolean marketingRefused,
        Instant createdAt,
        long version) {}
