package io.wealthcrm.order;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.approval.Awaited;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.NewHolding;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.product.CertificationReview;
import io.wealthcrm.product.ProductTerms;
import io.wealthcrm.product.Products;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** From submission to the end: approval, payment, call-back, rescission, refund. */
@ApplicationScoped
class Closing {
    private final OrderQueries queries;
    private final OrderLog log;
    private final OrderViews views;
    private final OrderApproval approval;
    private final PaymentLedger ledger;
    private final Customers customers;
    private final Products products;
    private final WealthConfig firm;
    private final Clock clock;

    Closing(
            OrderQueries queries,
            OrderLog log,
            OrderViews views,
            OrderApproval approval,
            PaymentLedger ledger,
            Customers customers,
            Products products,
            WealthConfig firm,
            Clock clock) {
        this.queries = queries;
        this.log = log;
        this.views = views;
        this.approval = approval;
        this.ledger = ledger;
        this.customers = customers;
        this.products = products;
        this.firm = firm;
        this.clock = clock;
    }

    /** Hands the order to compliance. @throws Problem NOT_FOUND, ILLEGAL_TRANSITION, GATES_BLOCKED */
    @WithTransaction
    Uni<OrderView> submit(Caller caller, UUID id) {
        Instant now = clock.instant();
        return queries.locked(caller.scope(), id, now)
                .call(order -> views.gates(order).invoke(gates -> order.submit(caller.userId(), now, gates)))
                .call(log::write)
                .call(approval::open)
                .chain(order -> views.after(order));
    }

    /**
     * Decides the step of the approval that is open to the caller; the order moves with the last one.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_TRANSITION, GATES_BLOCKED, BOOKER_MAY_NOT_APPROVE and those of
     *     {@link io.wealthcrm.approval.Approvals#decide}
     */
    @WithTransaction
    Uni<OrderView> decide(Caller caller, UUID id, Decision decision) {
        return approval.awaited(caller, id)
                .chain(awaited -> decide(caller, id, decision, awaited))
                .call(log::write)
                .chain(order -> views.after(order));
    }

    private Uni<Order> decide(Caller caller, UUID id, Decision decision, Awaited awaited) {
        return queries.locked(caller.scope(), id, clock.instant())
                .call(order -> decision.approves()
                        ? review(caller, order)
                        : Uni.createFrom().voidItem())
                .call(order ->
                        views.gates(order).chain(gates -> approval.decide(caller, order, awaited, decision, gates)));
    }

    /** The approval as review of the certification; undone with it, should it be refused. */
    private Uni<Void> review(Caller caller, Order order) {
        if (!caller.hasAny(Role.COMPLIANCE, Role.OPERATIONS)) {
            return Uni.createFrom().voidItem();
        }
        return products.regime(order.regime)
                .chain(regime -> regime.certificationReview() == CertificationReview.WITH_APPROVAL
                        ? customers.acceptCertification(order.customerId, caller.userId())
                        : Uni.createFrom().voidItem());
    }

    /**
     * The money came; the cooling-off begins.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_TRANSITION, PAYER_MISMATCH, PAYMENT_AMOUNT_MISMATCH, BANK_REFERENCE_USED
     */
    @WithTransaction
    Uni<OrderView> pay(Caller caller, UUID id, Payment payment) {
        Instant now = clock.instant();
        Papers.requireNotInFuture("/paidAt", payment.paidAt(), now);
        return queries.locked(caller.scope(), id, now)
                .invoke(order -> order.require(OrderStatus.COOLING_OFF))
                .call(order -> customers
                        .brief(caller.scope(), order.customerId)
                        .invoke(customer -> payment.requireFitting(order, customer)))
                .call(order -> products.regime(order.regime)
                        .invoke(regime -> order.pay(caller.userId(), now, payment.paidAt(), regime)))
                .call(order -> ledger.record(order, payment, caller.userId(), now))
                .call(log::write)
                .chain(order -> views.after(order));
    }

    /**
     * The call-back or an attempt at it; when confirmed, the customer holds the product.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_TRANSITION, COOLING_OFF_NOT_OVER, CALLBACK_NOT_AFFIRMED, SALES_MAY_NOT_CALL_BACK,
     *     CALLER_IN_ORDER_LINE
     */
    @WithTransaction
    Uni<OrderView> callBack(Caller caller, UUID id, Callback callback) {
        if (caller.hasAny(Role.ADVISOR, Role.TEAM_LEAD, Role.BRANCH_MANAGER)) {
            throw Problem.of(OrderProblem.SALES_MAY_NOT_CALL_BACK);
        }
        Instant now = clock.instant();
        return queries.locked(caller.scope(), id, now)
                .invoke(order -> order.requireOutsideTheLine(caller.userId()))
                .invoke(order -> callback.applyTo(order, caller.userId(), now))
                .call(order -> ledger.record(order, callback, caller.userId(), now, today(now)))
                .call(log::write)
                .call(order -> order.status == OrderStatus.CONFIRMED
                        ? openHolding(order, now)
                        : Uni.createFrom().voidItem())
                .chain(order -> views.after(order));
    }

    /**
     * Operations confirm an order whose regime needs no call-back; the customer then holds the product.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_TRANSITION, COOLING_OFF_NOT_OVER, CALLBACK_REQUIRED
     */
    @WithTransaction
    Uni<OrderView> confirm(Caller caller, UUID id) {
        Instant now = clock.instant();
        return queries.locked(caller.scope(), id, now)
                .call(order -> products.regime(order.regime)
                        .invoke(regime -> order.confirmUncalled(caller.userId(), now, regime)))
                .call(log::write)
                .call(order -> openHolding(order, now))
                .chain(order -> views.after(order));
    }

    /** The customer withdraws, or operations write down that they do. @throws Problem NOT_FOUND, ILLEGAL_TRANSITION */
    @WithTransaction
    Uni<OrderView> rescind(Caller caller, UUID id, String reason) {
        Instant now = clock.instant();
        return queries.locked(caller.scope(), id, now)
                .invoke(order -> order.rescind(caller.userId(), now, reason))
                .call(log::write)
                .chain(order -> views.after(order));
    }

    /** The money went back. @throws Problem NOT_FOUND, ILLEGAL_TRANSITION */
    @WithTransaction
    Uni<OrderView> refund(Caller caller, UUID id, String note) {
        Instant now = clock.instant();
        return queries.locked(caller.scope(), id, now)
                .invoke(order -> order.refund(caller.userId(), now, note))
                .call(order -> ledger.refunded(order, caller.userId(), now))
                .call(log::write)
                .chain(order -> views.after(order));
    }

    private Uni<Void> openHolding(Order order, Instant now) {
        return products.terms(order.productId).chain(terms -> customers.openHolding(holding(order, terms, today(now))));
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, firm.zone());
    }

    /** Earns from the product's value date (起息日) on, or from confirmation where that is later. */
    static NewHolding holding(Order order, ProductTerms terms, LocalDate today) {
        LocalDate valueDate = terms.valueDate();
        LocalDate from = valueDate == null || valueDate.isBefore(today) ? today : valueDate;
        return new NewHolding(
                order.customerId,
                order.productId,
                order.id,
                order.advisorId,
                order.unitId,
                Money.of(order.amount),
                null,
                from,
                terms.maturityFrom(from));
    }
}
