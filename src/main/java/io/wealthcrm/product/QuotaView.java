package io.wealthcrm.product;

import io.wealthcrm.shared.Money;
import java.time.Instant;

/** What is left of a product's quota at this moment. */
record QuotaView(Money amountLeft, int seatsLeft, Money quotaAmount, int quotaSeats, ProductStatus status) {

    static QuotaView of(QuotaLeft left, Instant now) {
        return new QuotaView(
                Money.of(left.amountLeft()),
                left.seatsLeft(),
                Money.of(left.quotaAmount()),
                left.quotaSeats(),
                left.statusAt(now));
    }
}
