package io.wealthcrm.settlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A batch of payouts: one bank file.
 *
 * @param payouts how many it pays, {@code amount} in all
 * @param payOn the latest pay day of its payouts: before it the batch is not released
 * @param paid how many the bank has paid so far; {@code failed} how many it has not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BatchView(
        UUID id,
        BatchStatus status,
        String currency,
        int payouts,
        Money amount,
        int paid,
        int failed,
        LocalDate payOn,
        UUID preparedBy,
        Instant preparedAt,
        UUID decidedBy,
        Instant decidedAt) {}
