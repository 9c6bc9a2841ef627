package io.wealthcrm.order;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.TimelineEntry;
import io.wealthcrm.product.Products;
import io.wealthcrm.shared.Changes;
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

    /** Joins the caller's transaction, in which the order was locked. The history and its news take one round trip. */
    Uni<Void> write(Order order) {
        Changes changes = new Changes();
        write(order, changes);
        return changes.send().chain(() -> giveBack(order)).chain(() -> shield(order));
    }

    /** Adds the history and its news as parts of the changes; what an order gives back is not among them. */
    void write(Order order, Changes changes) {
        for (Move move : order.moves) {
            OrderMoved event = move.event(order);
            move.insert(changes);
            outbox.publish(event, changes);
            if (event.by() != null) {
                customers.addTimeline(line(event), changes);
            }
        }
    }

    /** One line on the customer's timeline. */
    Uni<Void> remember(OrderMoved event) {
        return customers.addTimeline(line(event));
    }

    private static TimelineEntry line(OrderMoved event) {
        return new TimelineEntry(
                event.customerId(),
                event.at(),
                "ORDER_" + event.to().name(),
                event.by(),
                event.orderId(),
                Map.of(
                        "orderId",
                        event.orderId().toString(),
                        "status",
                        event.to().name()));
    }

    private Uni<Void> giveBack(Order order) {
        return order.moves.stream().anyMatch(Move::givesQuotaBack)
                ? products.giveQuotaBack(order.productId, order.customerId, order.amount)
                : nothing();
    }

    /** From the payment to the call-back nobody promotes anything to the customer; time alone ends no shield. */
    private Uni<Void> shield(Order order) {
        if (order.moves.isEmpty()) {
            return nothing();
        }
        return switch (order.status) {
            case COOLING_OFF -> customers.shield(order.customerId, order.id, order.statusAt, order.coolingOffEndsAt);
            case CONFIRMED, RESCINDED -> customers.unshield(order.id, order.statusAt);
            default -> nothing();
        };
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
