package io.wealthcrm.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order as those in scope see it. Names are those at booking.
 *
 * @param feeDiscount the part of the subscription fee that is waived
 * @param expiresAt when the booking lapses; only while BOOKED
 * @param coolingOffEndsAt from then on the call-back may come; from the payment on
 * @param unreached call-backs that did not reach the customer
 * @param gates how each gate stands; {@code /gates} tells the rules
 * @param history every move, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
        UUID id,
        UUID customerId,
        String customerName,
        UUID productId,
        String productName,
        UUID advisorId,
        UUID unitId,
        UUID bookedBy,
        Money amount,
        Rate feeDiscount,
        String currency,
        OrderStatus status,
        Instant statusAt,
        Instant bookedAt,
        Instant expiresAt,
        Contract contract,
        Instant paidAt,
        Instant coolingOffEndsAt,
        int unreached,
        List<GateState> gates,
        List<Step> history,
        long version) {

    /** The contract; {@code bankAccount} shows the last four only. */
    record Contract(String contractNumber, Instant signedAt, String bankName, String bankAccount) {}

    /** How one gate stands. */
    record GateState(Gate gate, Gates.State status) {}

    /** One move; {@code from} is absent for the booking, {@code by} when the clock moved it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(OrderStatus from, OrderStatus to, UUID by, Instant at, String note) {}

    static OrderView of(Order order, Gates gates, List<Move> history) {
        return new OrderView(
                order.id,
                order.customerId,
                order.customerName,
                order.productId,
                order.productName,
                order.advisorId,
                order.unitId,
                order.bookedBy,
                Money.of(order.amount),
                Rate.of(order.feeDiscount),
                order.currency,
                order.status,
                order.statusAt,
                order.bookedAt,
                order.status == OrderStatus.BOOKED ? order.expiresAt : null,
                contract(order),
                order.paidAt,
                order.coolingOffEndsAt,
                order.unreached,
                gates.checks().stream()
                        .map(check -> new GateState(check.gate(), check.state()))
                        .toList(),
                history.stream()
                        .map(move -> new Step(move.fromStatus, move.toStatus, move.byId, move.at, move.note))
                        .toList(),
                order.version);
    }

    private static Contract contract(Order order) {
        return order.contractNumber == null
                ? null
                : new Contract(
                        order.contractNumber,
                        order.signedAt,
                        order.bankName,
                        order.bankAccountTail == null ? null : "****" + order.bankAccountTail);
    }
}
