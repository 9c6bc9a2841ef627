package io.wealthcrm.order;

import java.util.Set;

/** Where an order stands. {@link #next()} lists the only legal moves; the table {@code order_transitions} repeats them. */
public enum OrderStatus {
    /** 已预约: amount and seat are held until the booking lapses. */
    BOOKED,
    /** 已提交: compliance looks at it. */
    SUBMITTED,
    /** 已退回: the advisor mends it and submits again. */
    RETURNED,
    /** 已驳回. */
    REJECTED,
    /** 已审批: the money may come. */
    APPROVED,
    /** 冷静期: paid and signed; nobody contacts the customer. */
    COOLING_OFF,
    /** 待回访. */
    AWAITING_CALLBACK,
    /** 已确认: the customer holds the product. */
    CONFIRMED,
    /** 已过期: never submitted in time. */
    EXPIRED,
    /** 已取消. */
    CANCELLED,
    /** 已解除: the customer withdrew before the call-back succeeded. */
    RESCINDED,
    /** 已退款. */
    REFUNDED;

    /** The states an order may move to from here; empty for an end. */
    public Set<OrderStatus> next() {
        return switch (this) {
            case BOOKED -> Set.of(SUBMITTED, EXPIRED, CANCELLED);
            case SUBMITTED -> Set.of(RETURNED, REJECTED, APPROVED);
            case RETURNED -> Set.of(SUBMITTED, CANCELLED);
            case APPROVED -> Set.of(COOLING_OFF);
            case COOLING_OFF -> Set.of(AWAITING_CALLBACK, RESCINDED);
            case AWAITING_CALLBACK -> Set.of(CONFIRMED, RESCINDED);
            case RESCINDED -> Set.of(REFUNDED);
            case REJECTED, CONFIRMED, EXPIRED, CANCELLED, REFUNDED -> Set.of();
        };
    }

    /** True while amount and seat of the product belong to the order. */
    public boolean holdsQuota() {
        return switch (this) {
            case EXPIRED, CANCELLED, REJECTED, RESCINDED, REFUNDED -> false;
            default -> true;
        };
    }

    /** True from the booking until it is confirmed or has ended. */
    boolean underWay() {
        return holdsQuota() && this != CONFIRMED;
    }

    /** True while the advisor may change contract and papers. */
    boolean editable() {
        return this == BOOKED || this == RETURNED;
    }

    /** True once compliance has approved the papers. */
    boolean approved() {
        return switch (this) {
            case APPROVED, COOLING_OFF, AWAITING_CALLBACK, CONFIRMED, RESCINDED, REFUNDED -> true;
            default -> false;
        };
    }
}
