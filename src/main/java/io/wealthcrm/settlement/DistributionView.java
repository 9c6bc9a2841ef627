package io.wealthcrm.settlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A distribution (收益分配、本金兑付); the optional members as in {@link NewDistribution}.
 *
 * @param nav the value of a share that a fund is repaid at
 * @param holdings how many are paid
 * @param amount all that is paid
 * @param bookedOn the accounting day of its entries
 * @param givenUp holdings of it that were left out, when it was given up after its job failed: the sums are without them
 * @param jobId its progress, under {@code /jobs}; left out, as {@code bookedOn}, before the approval
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DistributionView(
        UUID id,
        UUID productId,
        DistributionKind kind,
        LocalDate recordDate,
        LocalDate payOn,
        String currency,
        Rate rate,
        LocalDate since,
        LocalDate until,
        Rate nav,
        RunStatus status,
        int holdings,
        Money amount,
        UUID preparedBy,
        Instant preparedAt,
        UUID decidedBy,
        Instant decidedAt,
        LocalDate bookedOn,
        int givenUp,
        UUID jobId) {

    /**
     * What one holding receives.
     *
     * @param base the principal or the shares it was worked out on
     * @param days that earned; for interest
     * @param entryId left out until it is posted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(UUID holdingId, Rate base, Integer days, Money amount, UUID entryId) {}
}
