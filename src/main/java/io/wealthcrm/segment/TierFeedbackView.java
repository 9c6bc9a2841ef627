package io.wealthcrm.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.Tier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A branch's feedback (分级反馈) on a customer's tier.
 *
 * @param tier which the customer was of when it was given
 * @param until accepted: the first day on which the rules count again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TierFeedbackView(
        UUID id,
        UUID customerId,
        String customerName,
        Tier tier,
        Tier proposedTier,
        String reason,
        TierFeedbackState state,
        UUID askedBy,
        String askedByName,
        Instant askedAt,
        LocalDate until,
        String answer,
        UUID endedBy,
        Instant endedAt) {}
