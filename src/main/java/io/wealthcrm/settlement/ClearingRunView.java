package io.wealthcrm.settlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A clearing run (清算批次) and its totals.
 *
 * @param amount what the holdings' customers paid
 * @param fee the part of it that is subscription fee
 * @param shares registered for the rest, to four places
 * @param bookedOn the accounting day of its entries
 * @param givenUp holdings of it that were left out, when it was given up after its job failed: the sums are without them
 * @param jobId its progress, under {@code /jobs}; left out, as {@code bookedOn}, before the approval
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClearingRunView(
        UUID id,
        UUID productId,
        LocalDate dealingDay,
        Rate nav,
        Rate feeRate,
        Rate feeDiscount,
        RunStatus status,
        int holdings,
        Money amount,
        Money fee,
        Rate shares,
        UUID preparedBy,
        Instant preparedAt,
        UUID decidedBy,
        Instant decidedAt,
        LocalDate bookedOn,
        int givenUp,
        UUID jobId) {

    /** What one holding receives; {@code entryId} is left out until it is posted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(UUID holdingId, Money amount, Rate feeDiscount, Money fee, Rate shares, UUID entryId) {}
}
