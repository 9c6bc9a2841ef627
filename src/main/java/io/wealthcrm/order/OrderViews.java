package io.wealthcrm.order;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.order.GateFacts.Proofs;
import io.wealthcrm.product.Products;
import io.wealthcrm.product.RegimeTerms;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Orders as people see them. */
@ApplicationScoped
class OrderViews {
    private final OrderQueries queries;
    private final OrderLog log;
    private final OpenOrders openOrders;
    private final Products products;
    private final Clock clock;
    private final WealthConfig config;

    OrderViews(
            OrderQueries queries,
            OrderLog log,
            OpenOrders openOrders,
            Products products,
            Clock clock,
            WealthConfig config) {
        this.queries = queries;
        this.log = log;
        this.openOrders = openOrders;
        this.products = products;
        this.clock = clock;
        this.config = config;
    }

    /** One order with gates and history: three round trips, two once it is approved. @throws Problem NOT_FOUND */
    @WithSession
    Uni<OrderView> view(Scope scope, UUID id) {
        return current(scope, id)
                .chain(found -> gates(found.order(), found.documentKinds()).chain(gates -> view(found.order(), gates)));
    }

    /** The gates with their rules: two round trips, one once the order is approved. @throws Problem NOT_FOUND */
    @WithSession
    Uni<List<GateView>> gates(Scope scope, UUID id, Language language) {
        return current(scope, id).chain(found -> products.regime(found.order().regime)
                .chain(regime -> gates(found.order(), regime, found.documentKinds())
                        .map(gates -> GateView.of(gates, regime, language))));
    }

    /** The papers, oldest first. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<OrderDocumentView>> documents(Scope scope, UUID id) {
        return queries.seen(scope, id).chain(() -> queries.documents(id)).map(documents -> new Page<>(documents, null));
    }

    /** As time has it: a reader never sees a state that has ended, even between two scans or while one has the order. */
    private Uni<OrderAndPapers> current(Scope scope, UUID id) {
        return queries.seen(scope, id)
                .chain(found -> found.order().due(clock.instant())
                        ? moved(scope, id)
                        : Uni.createFrom().item(found));
    }

    /** Waits for whoever moves the order right now; read afresh, since what the session holds may be older than the lock. */
    private Uni<OrderAndPapers> moved(Scope scope, UUID id) {
        return Db.session()
                .invoke(Mutiny.Session::clear)
                .chain(() -> Panache.withTransaction(
                        () -> queries.locked(scope, id, clock.instant()).call(log::write)))
                .chain(() -> queries.seen(scope, id));
    }

    /** An order as it stands in the caller's transaction, after a move. */
    Uni<OrderView> after(Order order) {
        return gates(order).chain(gates -> view(order, gates));
    }

    /** How the order stands at its gates. Joins the caller's session. */
    Uni<Gates> gates(Order order) {
        return queries.documentKinds(order.id).chain(kinds -> gates(order, Set.copyOf(kinds)));
    }

    private Uni<Gates> gates(Order order, Set<DocumentKind> documents) {
        return products.regime(order.regime).chain(regime -> gates(order, regime, documents));
    }

    /** Until it is approved by what is on file now, for whoever sees the order: its seller may have lost sight of the customer. */
    private Uni<Gates> gates(Order order, RegimeTerms regime, Set<DocumentKind> documents) {
        return order.status.approved()
                ? Uni.createFrom()
                        .item(() -> new GateFacts(order, null, regime, documents, Proofs.NONE, today()).gates())
                : openOrders.facts(order.id).map(facts -> new GateFacts(
                                order, facts.customer(), regime, documents, facts.proofs(), today())
                        .gates());
    }

    private Uni<OrderView> view(Order order, Gates gates) {
        return queries.history(order.id).map(history -> OrderView.of(order, gates, history));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), config.zone());
    }
}
