package io.wealthcrm.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Rate;
import java.time.Instant;
import java.util.UUID;

/**
 * A discount on an order's subscription fee.
 *
 * @param discount the part of the fee that is waived
 * @param leeway what could be granted without an approval when it was asked for
 * @param decidedBy of one within the leeway, who asked for it; of one withdrawn, nobody
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DiscountView(
        UUID id,
        Rate discount,
        Rate leeway,
        Discount.Status status,
        String reason,
        UUID requestedBy,
        Instant requestedAt,
        UUID decidedBy,
        Instant decidedAt) {

    static DiscountView of(Discount row) {
        return new DiscountView(
                row.id,
                Rate.of(row.discount),
                Rate.of(row.leeway),
                row.status,
                row.reason,
                row.requestedBy,
                row.requestedAt,
                row.decidedBy,
                row.decidedAt);
    }
}
