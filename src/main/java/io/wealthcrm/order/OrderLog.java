package io.wealthcrm.order;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.TimelineEntry;
import io.wealthcrm.product.Products;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Writes down what an order went through: its row, the history, the news for others, and the quota it gives back. */
@ApplicationScoped
class OrderLog {
    private final Outbox outbox;
    private final Customers customers;
    private final Products products;

    OrderLog(Outbox outbox, Customers customers, Products products) {
        this.outbox = outbox;
        this.customers = customers;
        this.products = products;
    }

    /** Joins the caller's transaction, in which the order was locked or made. */
    Uni<Void> write(Order order) {
        return Db.session()
                .chain(session -> session.persistAll(order.moves.toArray()).chain(session::flush))
                .chain(() -> tell(order))
                .chain(() -> giveBack(order));
    }

    private Uni<Void> tell(Order order) {
        return Multi.createFrom()
                .iterable(order.moves)
                .map(move -> move.event(order))
                .onItem()
                .transformToUniAndConcatenate(
                        event -> outbox.publish(event).chain(() -> event.by() == null ? nothing() : remember(event)))
                .collect()
                .last();
    }

    /** One line on the customer's timeline. */
    Uni<Void> remember(OrderMoved event) {
        return customers.addTimeline(new TimelineEntry(
                event.customerId(),
                event.at(),
                "ORDER_" + event.to().name(),
                event.by(),
                event.orderId(),
                Map.of(
                        "orderId",
                        event.orderId().toString(),
                        "status",
                        event.to().name())));
    }

    private Uni<Void> giveBack(Order order) {
        boolean released =
                order.moves.stream().anyMatch(move -> !move.toStatus.holdsQuota() && move.fromStatus.holdsQuota());
        return released ? products.giveQuotaBack(order.productId, order.customerId, order.amount) : nothing();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
