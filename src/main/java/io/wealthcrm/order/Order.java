package io.wealthcrm.order;

import io.wealthcrm.identity.Scope;
import io.wealthcrm.product.CoolingOffStart;
import io.wealthcrm.product.Regime;
import io.wealthcrm.product.RegimeTerms;
import io.wealthcrm.product.RiskLevel;
import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A customer's order for a product. Every transition checks, changes and records; {@link #moves} holds what happened since
 * the order was read, and whoever calls a transition writes them down in the same transaction.
 */
@Entity
@Table(name = "orders")
class Order {
    @Id
    UUID id;

    UUID customerId;
    UUID productId;
    UUID advisorId;
    UUID unitId;
    UUID bookedBy;
    String customerName;
    String productName;
    BigDecimal amount;
    String currency;

    @Enumerated(EnumType.STRING)
    Regime regime;

    @Enumerated(EnumType.STRING)
    RiskLevel riskLevel;

    @Enumerated(EnumType.STRING)
    OrderStatus status;

    Instant statusAt;
    boolean quotaHeld;
    Instant bookedAt;
    Instant expiresAt;
    String contractNumber;
    Instant signedAt;
    String bankName;
    byte[] bankAccountCipher;
    String bankAccountTail;
    UUID submittedBy;
    UUID approvedBy;
    Instant paidAt;
    Instant coolingOffEndsAt;
    int unreached;
    BigDecimal feeDiscount = BigDecimal.ZERO;
    boolean discountPending;

    @Version
    long version;

    @Transient
    final List<Move> moves = new ArrayList<>();

    /** A booking (预约), made with terms that {@link Booking} has checked. */
    void book(UUID by, Instant at, Instant lapsesAt) {
        bookedBy = by;
        bookedAt = at;
        expiresAt = lapsesAt;
        enter(OrderStatus.BOOKED, by, at, null);
    }

    /** Whether the order is within somebody's sight. */
    boolean seenBy(Scope scope) {
        return switch (scope.kind()) {
            case FIRM -> true;
            case UNITS ->
                scope.units().contains(unitId)
                        || scope.mine().contains(advisorId)
                        || scope.seats().contains(customerId);
            case OWN -> scope.mine().contains(advisorId) || scope.seats().contains(customerId);
            case SELF -> customerId.equals(scope.customerId());
            case NONE -> false;
        };
    }

    /** Whether {@link #settle} would move it. */
    boolean due(Instant now) {
        return status == OrderStatus.BOOKED && !now.isBefore(expiresAt)
                || status == OrderStatus.COOLING_OFF && !now.isBefore(coolingOffEndsAt);
    }

    /** Ends what time has ended: a booking never submitted, a cooling-off gone by. */
    void settle(Instant now) {
        if (due(now)) {
            move(status == OrderStatus.BOOKED ? OrderStatus.EXPIRED : OrderStatus.AWAITING_CALLBACK, null, now, null);
        }
    }

    /** @throws Problem GATES_BLOCKED while papers are missing or expired */
    void submit(UUID by, Instant at, Gates gates) {
        require(OrderStatus.SUBMITTED);
        gates.requirePapers(status);
        move(OrderStatus.SUBMITTED, by, at, null);
        submittedBy = by;
    }

    /** @throws Problem GATES_BLOCKED when papers have expired since, BOOKER_MAY_NOT_APPROVE */
    void approve(UUID by, Instant at, String note, Gates gates) {
        requireDecidable(by);
        gates.requireReviewedPapers(status);
        move(OrderStatus.APPROVED, by, at, note);
        approvedBy = by;
    }

    void sendBack(UUID by, Instant at, String reason) {
        requireDecidable(by);
        move(OrderStatus.RETURNED, by, at, reason);
    }

    void reject(UUID by, Instant at, String reason) {
        requireDecidable(by);
        move(OrderStatus.REJECTED, by, at, reason);
    }

    /** The money is here; the cooling-off (冷静期) runs from the later of signing and payment, or as the regime says. */
    void pay(UUID by, Instant at, Instant paid, RegimeTerms regime) {
        require(OrderStatus.COOLING_OFF);
        paidAt = paid;
        // Both times are what people say; the firm's own record of the approval, from which on the money may come,
        // keeps the
        // cooling-off from being dated back.
        Instant approvedAt = statusAt;
        Instant signed = regime.coolingOffFrom() == CoolingOffStart.PAYMENT ? paid : signedAt;
        coolingOffEndsAt = Stream.of(paid, signed, approvedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .plus(regime.coolingOff());
        move(OrderStatus.COOLING_OFF, by, at, null);
    }

    /** The call-back (回访) succeeded. @throws Problem COOLING_OFF_NOT_OVER */
    void confirm(UUID by, Instant at) {
        requireCoolingOffOver();
        requireDiscountDecided();
        move(OrderStatus.CONFIRMED, by, at, null);
    }

    /** The call-back did not reach the customer: nothing moves, it is counted. @throws Problem COOLING_OFF_NOT_OVER */
    void missed() {
        requireCoolingOffOver();
        require(OrderStatus.CONFIRMED);
        unreached++;
    }

    /** The customer withdraws (解除), on any day until the call-back has succeeded. */
    void rescind(UUID by, Instant at, String reason) {
        move(OrderStatus.RESCINDED, by, at, reason);
    }

    void refund(UUID by, Instant at, String note) {
        move(OrderStatus.REFUNDED, by, at, note);
    }

    void cancel(UUID by, Instant at, String reason) {
        move(OrderStatus.CANCELLED, by, at, reason);
    }

    /** Refuses while compliance or anybody later has the order. @throws Problem ILLEGAL_TRANSITION */
    void requireEditable() {
        if (!status.editable()) {
            throw illegal();
        }
    }

    /** Confirmed without a call-back, where the regime needs none. @throws Problem COOLING_OFF_NOT_OVER, CALLBACK_REQUIRED */
    void confirmUncalled(UUID by, Instant at, RegimeTerms regime) {
        requireCoolingOffOver();
        require(OrderStatus.CONFIRMED);
        if (regime.callbackRequired()) {
            throw Problem.of(OrderProblem.CALLBACK_REQUIRED);
        }
        confirm(by, at);
    }

    /** Refuses a call-back by anybody who had a hand in the sale, whatever the role is today. */
    void requireOutsideTheLine(UUID by) {
        if (Stream.of(bookedBy, advisorId, submittedBy, approvedBy).anyMatch(by::equals)) {
            throw Problem.of(OrderProblem.CALLER_IN_ORDER_LINE);
        }
    }

    /** Refuses while a discount waits for its approval. @throws Problem DISCOUNT_PENDING */
    void requireDiscountDecided() {
        if (discountPending) {
            throw Problem.of(OrderProblem.DISCOUNT_PENDING);
        }
    }

    /** Refuses a call-back too early. */
    void requireCoolingOffOver() {
        if (status == OrderStatus.COOLING_OFF) {
            throw Problem.of(
                    OrderProblem.COOLING_OFF_NOT_OVER,
                    Map.of("current", status, "coolingOffEndsAt", coolingOffEndsAt.toString()));
        }
    }

    void require(OrderStatus target) {
        if (!status.next().contains(target)) {
            throw illegal();
        }
    }

    Problem illegal() {
        return Problem.of(OrderProblem.ILLEGAL_TRANSITION, Map.of("current", status));
    }

    /** Whether anybody may decide it now, and this person. @throws Problem ILLEGAL_TRANSITION, BOOKER_MAY_NOT_APPROVE */
    void requireDecidable(UUID by) {
        require(OrderStatus.APPROVED);
        if (by.equals(bookedBy) || by.equals(advisorId) || by.equals(submittedBy)) {
            throw Problem.of(OrderProblem.BOOKER_MAY_NOT_APPROVE);
        }
    }

    private void move(OrderStatus target, UUID by, Instant at, String note) {
        require(target);
        enter(target, by, at, note);
    }

    private void enter(OrderStatus target, UUID by, Instant at, String note) {
        moves.add(Move.of(id, status, target, by, at, note));
        status = target;
        statusAt = at;
        quotaHeld = target.holdsQuota();
    }
}
