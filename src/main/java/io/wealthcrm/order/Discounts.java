package io.wealthcrm.order;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.approval.ApprovalState;
import io.wealthcrm.approval.ApprovalStatus;
import io.wealthcrm.approval.Approvals;
import io.wealthcrm.approval.Awaited;
import io.wealthcrm.approval.OpenApproval;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.product.ProductKind;
import io.wealthcrm.product.Products;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.OutboxHandler;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Discounts on the subscription fee. Within the leeway that the customer's contribution gives (贡献度), whoever serves the
 * customer grants them alone; beyond it the firm's flow of kind DISCOUNT decides, and without one they are refused.
 */
@ApplicationScoped
class Discounts implements OutboxHandler<OrderMoved> {
    private static final String KIND = "DISCOUNT";

    /** Nothing is known of a customer who came after the last recomputation. */
    private static final String LEEWAY =
            "select coalesce((select leeway from customer_contributions where customer_id = ?1), 0)";

    private final OrderQueries queries;
    private final OrderLog log;
    private final Approvals approvals;
    private final Products products;
    private final Audit audit;
    private final Clock clock;

    Discounts(OrderQueries queries, OrderLog log, Approvals approvals, Products products, Audit audit, Clock clock) {
        this.queries = queries;
        this.log = log;
        this.approvals = approvals;
        this.products = products;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Grants a discount within the leeway, or asks for one beyond it.
     *
     * @throws Problem NOT_FOUND, INVALID_INPUT, NO_FEE_TO_DISCOUNT, ILLEGAL_TRANSITION once the order is confirmed or has
     *     ended, DISCOUNT_PENDING, DISCOUNT_EXCEEDS_LEEWAY where no flow applies
     */
    @WithTransaction
    Uni<DiscountView> ask(Caller caller, UUID orderId, NewDiscount input) {
        input.requireSound();
        Instant now = clock.instant();
        return queries.locked(caller.scope(), orderId, now)
                .call(this::requireFee)
                .chain(order -> store(caller, order, input, now).call(() -> log.write(order)))
                .call(() -> audit.record(caller.userId(), "DISCOUNT_ASKED", "ORDER", orderId))
                .map(DiscountView::of);
    }

    /**
     * Decides the step of the flow that is open to the caller; the discount counts with the last one.
     *
     * @throws Problem NOT_FOUND, INVALID_INPUT, ILLEGAL_TRANSITION once the order has ended, and those of
     *     {@link Approvals#decide}
     */
    @WithTransaction
    Uni<DiscountView> decide(Caller caller, UUID orderId, Decision decision) {
        decision.requireReason();
        return approvals
                .awaited(caller, KIND, orderId)
                .chain(awaited -> queries.locked(caller.scope(), orderId, clock.instant())
                        .chain(order -> decide(caller, order, awaited, decision).call(() -> log.write(order))))
                .map(DiscountView::of);
    }

    /** With the order ends what waits for it. */
    @Override
    public Uni<Void> handle(OrderMoved moved) {
        return moved.to().holdsQuota()
                ? Uni.createFrom().voidItem()
                : queries.locked(moved.orderId()).chain(order -> withdraw(order, moved.at()));
    }

    private Uni<Void> withdraw(Order order, Instant at) {
        return queries.pendingDiscount(order.id)
                .onItem()
                .ifNotNull()
                .call(pending -> approvals.withdraw(KIND, order.id).invoke(() -> pending.withdraw(order, at)))
                .replaceWithVoid();
    }

    @Override
    public Class<OrderMoved> event() {
        return OrderMoved.class;
    }

    /** All that were asked for, oldest first. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<DiscountView>> list(Scope scope, UUID orderId) {
        return queries.seen(scope, orderId)
                .chain(() -> queries.discounts(orderId))
                .map(all -> new Page<>(all.stream().map(DiscountView::of).toList(), null));
    }

    private Uni<Discount> store(Caller caller, Order order, NewDiscount input, Instant now) {
        return leeway(order)
                .map(leeway -> Discount.asked(Ids.next(), order, input, leeway, caller.userId(), now))
                .call(asked -> asked.withinLeeway() ? grant(order, asked) : open(order, asked))
                .call(Db::persist);
    }

    private static void requireDecidable(Order order, Discount pending, Awaited awaited) {
        if (pending == null || awaited == null) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        if (!order.status.underWay()) {
            throw order.illegal();
        }
    }

    /** Shares of a fund are bought at a fee; what has a term is bought at its principal. */
    private Uni<Void> requireFee(Order order) {
        return products.recentTerms(order.productId)
                .invoke(terms -> {
                    if (terms.kind() != ProductKind.NAV_FUND) {
                        throw Problem.of(OrderProblem.NO_FEE_TO_DISCOUNT);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<BigDecimal> leeway(Order order) {
        return Db.select(BigDecimal.class, LEEWAY, order.customerId).map(rows -> rows.get(0));
    }

    private static Uni<Void> grant(Order order, Discount asked) {
        asked.grant(order, asked.requestedBy, asked.requestedAt);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> open(Order order, Discount asked) {
        return approvals
                .open(new OpenApproval(
                        KIND,
                        "ORDER",
                        order.id,
                        order.productName,
                        asked.requestedBy,
                        order.unitId,
                        Set.copyOf(List.of(order.bookedBy, order.advisorId)),
                        OrderApproval.yuan(order),
                        order.productId,
                        "/api/v1/orders/" + order.id + "/discounts/approval"))
                .onItem()
                .ifNull()
                .failWith(
                        () -> Problem.of(OrderProblem.DISCOUNT_EXCEEDS_LEEWAY, Map.of("leeway", Rate.of(asked.leeway))))
                .invoke(() -> asked.await(order))
                .replaceWithVoid();
    }

    private Uni<Discount> decide(Caller caller, Order order, Awaited awaited, Decision decision) {
        return queries.pendingDiscount(order.id)
                .invoke(pending -> requireDecidable(order, pending, awaited))
                .call(pending -> approvals
                        .decide(caller, awaited, decision.forStep())
                        .invoke(state -> settle(caller, order, pending, state)))
                .call(() -> Db.session().chain(Mutiny.Session::flush))
                .call(() -> audit.record(caller.userId(), "DISCOUNT_DECIDED", "ORDER", order.id));
    }

    private void settle(Caller caller, Order order, Discount pending, ApprovalState state) {
        if (state.status() == ApprovalStatus.APPROVED) {
            pending.grant(order, caller.userId(), clock.instant());
        } else if (state.ended()) {
            pending.refuse(order, caller.userId(), clock.instant());
        }
    }
}
