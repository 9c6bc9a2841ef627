package io.wealthcrm.product;

import java.math.BigDecimal;
import java.time.Instant;

/** A product's quota, what orders hold of it, and whether it may be booked. */
record QuotaLeft(
        ProductStatus status,
        Instant opensAt,
        Instant closesAt,
        BigDecimal quotaAmount,
        BigDecimal amountHeld,
        int quotaSeats,
        int seatsHeld) {

    boolean bookableAt(Instant now) {
        return statusAt(now) == ProductStatus.OPEN && !now.isBefore(opensAt);
    }

    ProductStatus statusAt(Instant now) {
        return Product.statusAt(status, closesAt, now);
    }

    BigDecimal amountLeft() {
        return quotaAmount.subtract(amountHeld);
    }

    int seatsLeft() {
        return quotaSeats - seatsHeld;
    }
}
