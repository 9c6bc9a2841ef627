package io.wealthcrm.order;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.approval.ApprovalState;
import io.wealthcrm.approval.Approvals;
import io.wealthcrm.approval.Awaited;
import io.wealthcrm.approval.OpenApproval;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An order's way through the firm's flow of kind ORDER; without one that applies, compliance alone decides. */
@ApplicationScoped
class OrderApproval {
    private static final String KIND = "ORDER";

    private final Approvals approvals;
    private final Clock clock;

    OrderApproval(Approvals approvals, Clock clock) {
        this.approvals = approvals;
        this.clock = clock;
    }

    /** Opens the steps of an order just submitted. Joins the caller's transaction. */
    Uni<ApprovalState> open(Order order) {
        return approvals.open(new OpenApproval(
                KIND,
                KIND,
                order.id,
                order.productName,
                order.submittedBy,
                order.unitId,
                Set.copyOf(List.of(order.bookedBy, order.advisorId)),
                yuan(order),
                order.productId,
                "/api/v1/orders/" + order.id + "/approval"));
    }

    /** The amount in CNY, in which flows have their limits; null in another currency. */
    static BigDecimal yuan(Order order) {
        return order.currency.equals("CNY") ? order.amount : null;
    }

    /** Before the order is locked; null while no steps are open. */
    Uni<Awaited> awaited(Caller caller, UUID orderId) {
        return approvals.awaited(caller, KIND, orderId);
    }

    /**
     * Decides one step and, with the last, the order. Joins the caller's transaction, which has locked the order.
     *
     * @throws Problem ILLEGAL_TRANSITION, BOOKER_MAY_NOT_APPROVE, GATES_BLOCKED and those of {@link Approvals#decide}
     */
    Uni<Void> decide(Caller caller, Order order, Awaited awaited, Decision decision, Gates gates) {
        if (awaited == null && !order.status.approved()) {
            caller.require(Role.COMPLIANCE);
        }
        decision.requireAllowed(order, caller.userId());
        if (awaited == null) {
            decision.applyTo(order, caller.userId(), clock.instant(), gates);
            return Uni.createFrom().voidItem();
        }
        return approvals
                .decide(caller, awaited, decision.forStep())
                .invoke(state -> {
                    if (state.ended()) {
                        decision.applyTo(order, caller.userId(), clock.instant(), gates);
                    }
                })
                .replaceWithVoid();
    }
}
