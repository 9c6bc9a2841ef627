package io.wealthcrm.settlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A journal entry (分录).
 *
 * @param postingKey what was posted; unique
 * @param bookedOn the accounting day
 * @param amount the sum of its debits, and of its credits
 * @param subjectId the order, run, distribution or payout it tells of; of a voucher the id under which it was prepared
 * @param preparedBy of a voucher made by hand, with {@code preparedAt}; else left out
 * @param postedBy left out where the clock did it, and with {@code postedAt} of a voucher that is not posted
 * @param lineCount how many lines it has
 * @param lines the first hundred; the rest under {@code /ledger/entries/{id}/lines}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntryView(
        UUID id,
        String postingKey,
        String kind,
        EntryStatus status,
        LocalDate bookedOn,
        String currency,
        Money amount,
        UUID subjectId,
        String note,
        UUID preparedBy,
        Instant preparedAt,
        UUID postedBy,
        Instant postedAt,
        int lineCount,
        List<LineView> lines) {

    /** One side of an entry; {@code debit} (借) or {@code credit} (贷) is zero. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineView(int no, String account, UUID productId, UUID holdingId, Money debit, Money credit) {}
}
