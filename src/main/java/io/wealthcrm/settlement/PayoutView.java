package io.wealthcrm.settlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.wealthcrm.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What one holding is paid from one distribution (兑付).
 *
 * @param debtEntryId the ledger entry that made it owed; {@code paymentEntryId} the one that paid it, left out until then
 * @param attempts the tries, oldest first: {@code batchId, status, bankReference, reason, settledAt}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PayoutView(
        UUID id,
        PayoutStatus status,
        UUID distributionId,
        UUID holdingId,
        UUID orderId,
        UUID customerId,
        UUID productId,
        Money amount,
        String currency,
        LocalDate payOn,
        UUID debtEntryId,
        UUID paymentEntryId,
        Instant paidAt,
        JsonNode attempts) {}
