package io.wealthcrm.order;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** A discount on an order's subscription fee (认购费折扣) that somebody asked for. Changed under the order's lock. */
@Entity
@Table(name = "order_discounts")
class Discount {
    /** From asked to decided. */
    enum Status {
        /** 待审批. */
        PENDING,
        /** 已生效; the last one granted counts. */
        GRANTED,
        /** 未通过: rejected, or sent back. */
        REFUSED,
        /** 已撤销: the order ended before anybody decided. */
        WITHDRAWN
    }

    @Id
    UUID id;

    UUID orderId;

    /** The part of the fee that is waived, 0 to 1. */
    BigDecimal discount;

    BigDecimal leeway;

    @Enumerated(EnumType.STRING)
    Status status;

    String reason;
    UUID requestedBy;
    Instant requestedAt;
    UUID decidedBy;
    Instant decidedAt;

    /** @throws Problem ILLEGAL_TRANSITION once the order is confirmed or has ended, DISCOUNT_PENDING */
    static Discount asked(UUID id, Order order, NewDiscount input, BigDecimal leeway, UUID by, Instant at) {
        if (!order.status.underWay()) {
            throw order.illegal();
        }
        order.requireDiscountDecided();
        Discount asked = new Discount();
        asked.id = id;
        asked.orderId = order.id;
        asked.discount = input.discount().value();
        asked.leeway = leeway;
        asked.status = Status.PENDING;
        asked.reason = input.reason().strip();
        asked.requestedBy = by;
        asked.requestedAt = at;
        return asked;
    }

    /** Whether whoever serves the customer may grant it alone. */
    boolean withinLeeway() {
        return discount.compareTo(leeway) <= 0;
    }

    /** The order waits for it from now on. */
    void await(Order order) {
        order.discountPending = true;
    }

    void grant(Order order, UUID by, Instant at) {
        order.feeDiscount = discount;
        decide(Status.GRANTED, order, by, at);
    }

    /** The order's fee stays as it was. */
    void refuse(Order order, UUID by, Instant at) {
        decide(Status.REFUSED, order, by, at);
    }

    void withdraw(Order order, Instant at) {
        decide(Status.WITHDRAWN, order, null, at);
    }

    private void decide(Status how, Order order, UUID by, Instant at) {
        order.discountPending = false;
        status = how;
        decidedBy = by;
        decidedAt = at;
    }
}
