package io.wealthcrm.order;

import static io.wealthcrm.order.OrderStatus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wealthcrm.product.CoolingOffStart;
import io.wealthcrm.product.RegimeTerms;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.testing.Rules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every legal and every illegal move of an order. */
class OrderTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);
    private static final RegimeTerms RULES = Rules.ofTheFirm().set();
    private static final UUID COMPLIANCE = Ids.next();
    private static final UUID OPERATIONS = Ids.next();
    private static final Gates PASSED =
            new Gates(Arrays.stream(Gate.values()).map(Gates.Check::passed).toList());

    /** What people and the clock do to an order. */
    enum Act {
        SUBMIT(SUBMITTED, BOOKED, RETURNED),
        APPROVE(APPROVED, SUBMITTED),
        SEND_BACK(RETURNED, SUBMITTED),
        REJECT(REJECTED, SUBMITTED),
        PAY(COOLING_OFF, APPROVED),
        CONFIRM(CONFIRMED, AWAITING_CALLBACK),
        RESCIND(RESCINDED, COOLING_OFF, AWAITING_CALLBACK),
        REFUND(REFUNDED, RESCINDED),
        CANCEL(CANCELLED, BOOKED, RETURNED);

        final OrderStatus target;
        final Set<OrderStatus> legalFrom;

        Act(OrderStatus target, OrderStatus... legalFrom) {
            this.target = target;
            this.legalFrom = EnumSet.copyOf(List.of(legalFrom));
        }

        void on(Order order) {
            switch (this) {
                case SUBMIT -> order.submit(order.advisorId, NOW, PASSED);
                case APPROVE -> order.approve(COMPLIANCE, NOW, "ok", PASSED);
                case SEND_BACK -> order.sendBack(COMPLIANCE, NOW, "blurred photo");
                case REJECT -> order.reject(COMPLIANCE, NOW, "forged");
                case PAY -> order.pay(OPERATIONS, NOW, NOW, RULES);
                case CONFIRM -> order.confirm(COMPLIANCE, NOW);
                case RESCIND -> order.rescind(OPERATIONS, NOW, "changed my mind");
                case REFUND -> order.refund(OPERATIONS, NOW, null);
                case CANCEL -> order.cancel(order.advisorId, NOW, "too dear");
            }
        }
    }

    static Stream<Arguments> everyActInEveryState() {
        return Arrays.stream(Act.values())
                .flatMap(act -> Arrays.stream(OrderStatus.values()).map(status -> Arguments.of(act, status)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyActInEveryState")
    void movesOnlyWhereLegal(Act act, OrderStatus from) {
        Order order = anOrder(from);
        if (act.legalFrom.contains(from)) {
            act.on(order);
            assertThat(order.status).isEqualTo(act.target);
            assertThat(order.moves).singleElement().satisfies(move -> {
                assertThat(move.fromStatus).isEqualTo(from);
                assertThat(move.toStatus).isEqualTo(act.target);
                assertThat(move.byId).isNotNull();
                assertThat(move.at).isEqualTo(NOW);
            });
            assertThat(order.quotaHeld).isEqualTo(act.target.holdsQuota());
        } else {
            Problem refusal = catchThrowableOfType(Problem.class, () -> act.on(order));
            assertThat(refusal.context()).containsEntry("current", from);
            assertThat(refusal.code())
                    .isEqualTo(
                            act == Act.CONFIRM && from == COOLING_OFF
                                    ? OrderProblem.COOLING_OFF_NOT_OVER
                                    : OrderProblem.ILLEGAL_TRANSITION);
            assertThat(order.status).isEqualTo(from);
            assertThat(order.moves).isEmpty();
        }
    }

    @Test
    void actsAndTheClockCoverEveryLegalMove() {
        Set<OrderStatus> byTheClock = EnumSet.of(EXPIRED, AWAITING_CALLBACK);
        for (OrderStatus from : OrderStatus.values()) {
            for (OrderStatus to : from.next()) {
                boolean acted =
                        Arrays.stream(Act.values()).anyMatch(act -> act.target == to && act.legalFrom.contains(from));
                assertThat(acted || byTheClock.contains(to))
                        .as(from + " → " + to)
                        .isTrue();
            }
        }
    }

    @Test
    void aBookingLapsesWhenItsTimeIsUp() {
        Order order = anOrder(BOOKED);
        order.settle(order.expiresAt.minusMillis(1));
        assertThat(order.status).isEqualTo(BOOKED);
        order.settle(order.expiresAt);
        assertThat(order.status).isEqualTo(EXPIRED);
        assertThat(order.quotaHeld).isFalse();
        assertThat(order.moves).singleElement().satisfies(move -> assertThat(move.byId)
                .isNull());
    }

    @ParameterizedTest
    @MethodSource("settledStates")
    void timeEndsNothingElse(OrderStatus status) {
        Order order = anOrder(status);
        order.settle(NOW.plus(Duration.ofDays(3650)));
        assertThat(order.status).isEqualTo(status);
    }

    static Stream<OrderStatus> settledStates() {
        return EnumSet.complementOf(EnumSet.of(BOOKED, COOLING_OFF)).stream();
    }

    @Test
    void coolingOffCannotBeDatedBackBeforeTheApproval() {
        Order order = anOrder(APPROVED);
        order.signedAt = NOW.minus(Duration.ofDays(30));
        order.statusAt = NOW.minusSeconds(600);
        order.pay(OPERATIONS, NOW, NOW.minus(Duration.ofDays(20)), RULES);
        assertThat(order.coolingOffEndsAt).isEqualTo(NOW.minusSeconds(600).plus(DAY));
    }

    @Test
    void coolingOffRunsFromTheLaterOfSigningAndPayment() {
        Order signedLast = anOrder(APPROVED);
        signedLast.signedAt = NOW.minusSeconds(60);
        signedLast.pay(OPERATIONS, NOW, NOW.minusSeconds(3600), RULES);
        assertThat(signedLast.coolingOffEndsAt).isEqualTo(NOW.minusSeconds(60).plus(DAY));

        Order paidLast = anOrder(APPROVED);
        paidLast.signedAt = NOW.minusSeconds(3600);
        paidLast.pay(OPERATIONS, NOW, NOW.minusSeconds(60), RULES);
        assertThat(paidLast.coolingOffEndsAt).isEqualTo(NOW.minusSeconds(60).plus(DAY));
    }

    @Test
    void theCallBackWaitsForTheCoolingOff() {
        Order order = anOrder(COOLING_OFF);
        order.settle(order.coolingOffEndsAt.minusMillis(1));
        assertThat(refusalOf(order::missed).code()).isEqualTo(OrderProblem.COOLING_OFF_NOT_OVER);
        order.settle(order.coolingOffEndsAt);
        assertThat(order.status).isEqualTo(AWAITING_CALLBACK);
        order.missed();
        assertThat(order.unreached).isEqualTo(1);
        assertThat(order.status).isEqualTo(AWAITING_CALLBACK);
        order.confirm(COMPLIANCE, NOW);
        assertThat(order.status).isEqualTo(CONFIRMED);
    }

    @Test
    void theRegimeSaysHowLongTheCoolingOffIsAndWhatItIsCountedFrom() {
        RegimeTerms fromPayment =
                Rules.ofTheFirm().coolingOff(48, CoolingOffStart.PAYMENT).set();
        Order order = anOrder(APPROVED);
        order.signedAt = NOW.minusSeconds(60);
        order.pay(OPERATIONS, NOW, NOW.minusSeconds(3600), fromPayment);
        assertThat(order.coolingOffEndsAt).isEqualTo(NOW.minusSeconds(3600).plus(Duration.ofHours(48)));
    }

    @Test
    void onlyARegimeWithoutCallBackIsConfirmedWithoutOne() {
        Order called = anOrder(AWAITING_CALLBACK);
        assertThat(refusalOf(() -> called.confirmUncalled(OPERATIONS, NOW, RULES))
                        .code())
                .isEqualTo(OrderProblem.CALLBACK_REQUIRED);
        assertThat(called.status).isEqualTo(AWAITING_CALLBACK);
        RegimeTerms uncalled = Rules.ofTheFirm().withoutCallback().set();
        Order early = anOrder(COOLING_OFF);
        assertThat(refusalOf(() -> early.confirmUncalled(OPERATIONS, NOW, uncalled))
                        .code())
                .isEqualTo(OrderProblem.COOLING_OFF_NOT_OVER);
        Order order = anOrder(AWAITING_CALLBACK);
        order.confirmUncalled(OPERATIONS, NOW, uncalled);
        assertThat(order.status).isEqualTo(CONFIRMED);
    }

    @Test
    void whoSoldOrApprovedNeverCallsBack() {
        Order order = anOrder(AWAITING_CALLBACK);
        order.submittedBy = Ids.next();
        order.approvedBy = COMPLIANCE;
        order.bookedBy = Ids.next();
        for (UUID inLine : List.of(order.bookedBy, order.advisorId, order.submittedBy, order.approvedBy)) {
            assertThat(refusalOf(() -> order.requireOutsideTheLine(inLine)).code())
                    .isEqualTo(OrderProblem.CALLER_IN_ORDER_LINE);
        }
        order.requireOutsideTheLine(Ids.next());
    }

    @Test
    void aCertificationToBeReviewedIsEnoughToSubmitButNotToApprove() {
        Gates pending = new Gates(List.of(new Gates.Check(
                Gate.QUALIFIED_INVESTOR, Gates.State.WAITING, List.of("CERTIFICATION_REVIEW"), List.of())));
        Order order = anOrder(BOOKED);
        order.submit(order.advisorId, NOW, pending);
        assertThat(order.status).isEqualTo(SUBMITTED);
        assertThat(refusalOf(() -> order.approve(COMPLIANCE, NOW, null, pending))
                        .code())
                .isEqualTo(OrderProblem.GATES_BLOCKED);
        assertThat(order.status).isEqualTo(SUBMITTED);
    }

    @Test
    void nobodyApprovesAnOrderOfTheirOwn() {
        for (UUID own : List.of(anOrder(SUBMITTED).bookedBy, anOrder(SUBMITTED).advisorId)) {
            Order order = anOrder(SUBMITTED);
            order.bookedBy = own;
            for (Runnable decision : List.<Runnable>of(
                    () -> order.approve(own, NOW, null, PASSED),
                    () -> order.sendBack(own, NOW, "x"),
                    () -> order.reject(own, NOW, "x"))) {
                assertThat(refusalOf(decision).code()).isEqualTo(OrderProblem.BOOKER_MAY_NOT_APPROVE);
                assertThat(order.status).isEqualTo(SUBMITTED);
            }
        }
    }

    @Test
    void missingPapersBlockSubmissionAndApproval() {
        Gates open = new Gates(
                List.of(new Gates.Check(Gate.DOCUMENTS, Gates.State.BLOCKED, List.of("ID_DOCUMENT"), List.of())));
        Order booked = anOrder(BOOKED);
        Problem refusal = refusalOf(() -> booked.submit(booked.advisorId, NOW, open));
        assertThat(refusal.code()).isEqualTo(OrderProblem.GATES_BLOCKED);
        assertThat(refusal.context().get("gates"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly(Map.of(
                        "gate", Gate.DOCUMENTS, "status", Gates.State.BLOCKED, "missing", List.of("ID_DOCUMENT")));
        assertThat(booked.status).isEqualTo(BOOKED);
        Order submitted = anOrder(SUBMITTED);
        assertThat(refusalOf(() -> submitted.approve(COMPLIANCE, NOW, null, open))
                        .code())
                .isEqualTo(OrderProblem.GATES_BLOCKED);
    }

    /** Flows have their limits in yuan, with which other money is not compared. */
    @Test
    void onlyYuanIsComparedWithTheLimitsOfFlows() {
        Order order = anOrder(SUBMITTED);
        order.amount = new BigDecimal("1000000.00");
        order.currency = "CNY";
        assertThat(OrderApproval.yuan(order)).isEqualByComparingTo("1000000");
        order.currency = "USD";
        assertThat(OrderApproval.yuan(order)).isNull();
    }

    private static Problem refusalOf(Runnable act) {
        return catchThrowableOfType(Problem.class, act::run);
    }

    private static Order anOrder(OrderStatus status) {
        Order order = new Order();
        order.id = Ids.next();
        order.customerId = Ids.next();
        order.productId = Ids.next();
        order.advisorId = Ids.next();
        order.bookedBy = order.advisorId;
        order.status = status;
        order.statusAt = NOW.minusSeconds(7200);
        order.quotaHeld = status.holdsQuota();
        order.bookedAt = NOW.minusSeconds(7200);
        order.expiresAt = NOW.plus(Duration.ofHours(48));
        order.signedAt = NOW;
        order.paidAt = NOW;
        order.coolingOffEndsAt = NOW.plus(DAY);
        return order;
    }
}
