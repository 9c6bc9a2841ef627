package io.wealthcrm.pool;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One stay of a customer in a pool, for those who see the customer's file.
 *
 * @param note in the words of who released; {@code releasedBy} is left out where a rule did
 * @param leftAt left out while the stay lasts, as are the two after it
 * @param claimedOn the business day of the claim; left out where a lead handed the customer over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PoolStay(
        UUID id,
        UUID pool,
        String poolName,
        PoolReason reason,
        String note,
        UUID fromAdvisorId,
        String fromAdvisorName,
        UUID releasedBy,
        Instant enteredAt,
        Instant leftAt,
        UUID toAdvisorId,
        String toAdvisorName,
        LocalDate claimedOn) {}
