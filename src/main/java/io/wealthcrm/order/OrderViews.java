package io.wealthcrm.order;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Orders as people see them. */
@ApplicationScoped
class OrderViews {
    private final OrderQueries queries;
    private final Customers customers;
    private final Clock clock;
    private final WealthConfig config;

    OrderViews(OrderQueries queries, Customers customers, Clock clock, WealthConfig config) {
        this.queries = queries;
        this.customers = customers;
        this.clock = clock;
        this.config = config;
    }

    /** One order with gates and history: three round trips, two once it is approved. @throws Problem NOT_FOUND */
    @WithSession
    Uni<OrderView> view(Scope scope, UUID id) {
        return queries.seen(scope, id).chain(found -> gates(scope, found.order(), found.documentKinds())
                .chain(gates -> view(found.order(), gates)));
    }

    /** The gates with their rules: two round trips, one once the order is approved. @throws Problem NOT_FOUND */
    @WithSession
    Uni<List<GateView>> gates(Scope scope, UUID id, Language language) {
        return queries.seen(scope, id).chain(found -> gates(scope, found.order(), found.documentKinds())
                .map(gates -> GateView.of(found.order(), gates, language)));
    }

    /** The papers, oldest first. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<OrderDocumentView>> documents(Scope scope, UUID id) {
        return queries.seen(scope, id).chain(() -> queries.documents(id)).map(documents -> new Page<>(documents, null));
    }

    /** Whether time has brought the order further than its row says. */
    @WithSession
    Uni<Boolean> due(Scope scope, UUID id) {
        return queries.seen(scope, id).map(found -> found.order().due(clock.instant()));
    }

    /** An order as it stands in the caller's transaction, after a move. */
    Uni<OrderView> after(Scope scope, Order order) {
        return gates(scope, order).chain(gates -> view(order, gates));
    }

    /** How the order stands at its gates. Joins the caller's session. */
    Uni<Gates> gates(Scope scope, Order order) {
        return queries.documentKinds(order.id).chain(kinds -> gates(scope, order, Set.copyOf(kinds)));
    }

    private Uni<Gates> gates(Scope scope, Order order, Set<DocumentKind> documents) {
        return order.status.approved()
                ? Uni.createFrom().item(() -> new GateFacts(order, null, documents, today()).gates())
                : customers
                        .brief(scope, order.customerId)
                        .map(customer -> new GateFacts(order, customer, documents, today()).gates());
    }

    private Uni<OrderView> view(Order order, Gates gates) {
        return queries.history(order.id).map(history -> OrderView.of(order, gates, history));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), config.zone());
    }
}
