package io.wealthcrm.order;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerBrief;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.order.GateFacts.Proofs;
import io.wealthcrm.product.ProductProblem;
import io.wealthcrm.product.ProductStatus;
import io.wealthcrm.product.ProductTerms;
import io.wealthcrm.product.Products;
import io.wealthcrm.product.RegimeTerms;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Takes bookings (预约) and cancels them. */
@ApplicationScoped
class Booking {
    private static final String YUAN = "CNY";

    private final Customers customers;
    private final Products products;
    private final OrderQueries queries;
    private final OrderLog log;
    private final OrderViews views;
    private final OrderConfig config;
    private final WealthConfig firm;
    private final Clock clock;

    Booking(
            Customers customers,
            Products products,
            OrderQueries queries,
            OrderLog log,
            OrderViews views,
            OrderConfig config,
            WealthConfig firm,
            Clock clock) {
        this.customers = customers;
        this.products = products;
        this.queries = queries;
        this.log = log;
        this.views = views;
        this.config = config;
        this.firm = firm;
        this.clock = clock;
    }

    /**
     * Books, or refuses at once what can never pass. All is written in one statement, and last, because it locks the
     * product: bookings of one product queue only for that statement and the commit.
     *
     * @throws Problem NOT_FOUND, PRODUCT_CLOSED, BELOW_MINIMUM, NOT_IN_INCREMENTS, UNSUITABLE, QUOTA_EXHAUSTED,
     *     SEATS_EXHAUSTED
     */
    @WithTransaction
    Uni<OrderView> book(Caller caller, BookOrder input) {
        Instant now = clock.instant();
        return customers.brief(caller.scope(), input.customerId()).chain(customer -> products.recentTerms(
                        input.productId())
                .invoke(terms -> requireBookable(customer, terms, input.amount().amount(), now))
                .chain(terms -> store(booked(caller, customer, terms, input, now))
                        .map(order -> view(order, customer, terms.rules(), now))));
    }

    private Uni<Order> store(Order order) {
        Changes changes = new Changes();
        insert(order, changes);
        log.write(order, changes);
        return products.takeQuota(order.productId, order.customerId, order.amount, changes)
                .replaceWith(order);
    }

    /** A booking's row as a part of the changes; whatever comes after the booking is still empty. */
    private static void insert(Order order, Changes changes) {
        changes.add(
                null,
                """
                insert into orders (id, customer_id, product_id, advisor_id, unit_id, booked_by, customer_name, product_name,
                                    amount, currency, regime, risk_level, status, status_at, quota_held, booked_at, expires_at)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)""",
                order.id,
                order.customerId,
                order.productId,
                order.advisorId,
                order.unitId,
                order.bookedBy,
                order.customerName,
                order.productName,
                order.amount,
                order.currency,
                order.regime.name(),
                order.riskLevel.name(),
                order.status.name(),
                order.statusAt,
                order.quotaHeld,
                order.bookedAt,
                order.expiresAt);
    }

    /** Gives the booking up; the quota goes back. @throws Problem NOT_FOUND, ILLEGAL_TRANSITION */
    @WithTransaction
    Uni<OrderView> cancel(Caller caller, UUID id, String reason) {
        Instant now = clock.instant();
        return queries.locked(caller.scope(), id, now)
                .invoke(order -> order.cancel(caller.userId(), now, reason))
                .call(log::write)
                .chain(order -> views.after(order));
    }

    private void requireBookable(CustomerBrief customer, ProductTerms terms, BigDecimal amount, Instant now) {
        if (terms.status() != ProductStatus.OPEN || now.isBefore(terms.opensAt())) {
            throw Problem.of(ProductProblem.PRODUCT_CLOSED, Map.of("current", terms.status()));
        }
        boolean yuan = terms.currency().equals(YUAN);
        if (amount.compareTo(terms.minAmount()) < 0
                || yuan && amount.compareTo(terms.rules().minAmount().amount()) < 0) {
            throw Problem.of(OrderProblem.BELOW_MINIMUM);
        }
        if (amount.subtract(terms.minAmount()).remainder(terms.increment()).signum() != 0) {
            throw Problem.of(OrderProblem.NOT_IN_INCREMENTS);
        }
        if (Suitability.assessed(customer, today(now))
                && !Suitability.covers(customer, terms.riskLevel())
                && !Suitability.mayExceed(customer, terms.rules())) {
            throw Problem.of(OrderProblem.UNSUITABLE);
        }
    }

    private Order booked(Caller caller, CustomerBrief customer, ProductTerms terms, BookOrder input, Instant now) {
        Order order = new Order();
        order.id = Ids.next();
        order.customerId = customer.id();
        order.customerName = customer.name();
        order.productId = terms.id();
        order.productName = terms.name();
        // A lead may book for the team; the order is the serving advisor's all the same.
        order.advisorId = customer.advisorId() == null ? caller.userId() : customer.advisorId();
        order.unitId = customer.unitId();
        order.amount = input.amount().amount();
        order.currency = terms.currency();
        order.regime = terms.regime();
        order.riskLevel = terms.riskLevel();
        order.book(caller.userId(), now, now.plus(config.bookingLife()));
        return order;
    }

    private OrderView view(Order order, CustomerBrief customer, RegimeTerms rules, Instant now) {
        Gates gates = new GateFacts(order, customer, rules, Set.of(), Proofs.NONE, today(now)).gates();
        return OrderView.of(order, gates, order.moves);
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, firm.zone());
    }
}
