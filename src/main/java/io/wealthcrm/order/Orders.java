package io.wealthcrm.order;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.product.Products;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Orders, for other features. */
@ApplicationScoped
public class Orders {
    private static final int BATCH = 500;

    /** {@code skip locked}: nodes share the work, and an order somebody is moving right now is left to them. */
    private static final String MOVE_DUE =
            """
            with due as (
                select id from orders where status = '%1$s' and %3$s <= ?1
                 order by %3$s limit ?2 for update skip locked),
            moved as (
                update orders o set status = '%2$s', status_at = ?1, quota_held = %4$s, version = o.version + 1
                  from due where o.id = due.id
                returning o.id, o.product_id, o.customer_id, o.advisor_id, o.amount),
            written as (
                insert into order_history (id, order_id, from_status, to_status, at)
                select uuidv7(), id, '%1$s', '%2$s', ?1 from moved)
            select id, product_id, customer_id, advisor_id, amount from moved order by product_id, id""";

    private static final String EXPIRE = MOVE_DUE.formatted("BOOKED", "EXPIRED", "expires_at", "false");
    private static final String END_COOLING_OFF =
            MOVE_DUE.formatted("COOLING_OFF", "AWAITING_CALLBACK", "cooling_off_ends_at", "true");

    /** As the view {@code open_orders} has them. */
    private static final String OPEN =
            "o.status in ('BOOKED', 'SUBMITTED', 'RETURNED', 'APPROVED', 'COOLING_OFF', 'AWAITING_CALLBACK')";

    private static final String HAND_OVER =
            """
            update orders o set advisor_id = h.works_id, unit_id = h.works_unit, version = o.version + %d
              from customer_handovers h
             where h.operation_id = ?1 and o.customer_id = h.customer_id and (h.to_id is not null or %s)
               and (o.advisor_id, o.unit_id) is distinct from (h.works_id, h.works_unit)"""
                    .formatted(Restorations.VERSIONS_APART, OPEN);

    /** Moved on or booked since, and so not put back as they were. */
    private static final String BRING_BACK =
            """
            update orders o set advisor_id = h.from_id, unit_id = h.from_unit, version = o.version + 1
              from customer_handovers h join customers c on c.id = h.customer_id and c.advisor_id = h.from_id
              join restorable_operations p on p.id = h.operation_id
             where h.operation_id = ?1 and o.customer_id = h.customer_id and o.advisor_id = h.works_id
               and (o.booked_at >= p.at
                    or o.id in (select cast(r.key ->> 'id' as uuid) from restorable_rows r
                                 where r.operation_id = ?1 and r.relation = 'orders' and r.left_alone))""";

    private final OrderQueries queries;
    private final Products products;
    private final Outbox outbox;
    private final Restorations restorations;
    private final Clock clock;

    Orders(OrderQueries queries, Products products, Outbox outbox, Restorations restorations, Clock clock) {
        this.queries = queries;
        this.products = products;
        this.outbox = outbox;
        this.restorations = restorations;
        this.clock = clock;
    }

    record Due(UUID id, UUID productId, UUID customerId, UUID advisorId, BigDecimal amount) {
        OrderMoved event(OrderStatus from, OrderStatus to, Instant at) {
            return new OrderMoved(id, customerId, advisorId, from, to, null, at);
        }
    }

    /** One order within sight. @throws Problem NOT_FOUND */
    @WithSession
    public Uni<OrderBrief> brief(Scope scope, UUID id) {
        return queries.seen(scope, id).map(found -> OrderBrief.of(found.order()));
    }

    /**
     * Does what the firm's clock has made due: bookings never submitted expire and give their quota back, cooling-offs
     * (冷静期) that are over await the call-back. Set-based, safe to repeat and to run on several nodes at once; completes
     * when nothing is due any more.
     */
    public Uni<Void> runDueTransitions() {
        return Panache.withTransaction(this::expire)
                .chain(expired -> Panache.withTransaction(this::endCoolingOff).map(ended -> Math.max(expired, ended)))
                .chain(most ->
                        most == BATCH ? runDueTransitions() : Uni.createFrom().voidItem());
    }

    private Uni<Integer> expire() {
        Instant now = clock.instant();
        return Db.select(Due.class, EXPIRE, now, BATCH)
                .call(due -> publish(due, OrderStatus.BOOKED, OrderStatus.EXPIRED, now))
                .call(due -> products.giveQuotaBackAll(due.stream()
                        .map(order -> new Products.Held(order.productId(), order.customerId(), order.amount()))
                        .toList()))
                .map(List::size);
    }

    private Uni<Integer> endCoolingOff() {
        Instant now = clock.instant();
        return Db.select(Due.class, END_COOLING_OFF, now, BATCH)
                .call(due -> publish(due, OrderStatus.COOLING_OFF, OrderStatus.AWAITING_CALLBACK, now))
                .map(List::size);
    }

    private Uni<Void> publish(List<Due> due, OrderStatus from, OrderStatus to, Instant at) {
        return outbox.publishAll(
                due.stream().map(order -> order.event(from, to, at)).toList());
    }

    /**
     * Orders go with their customers, by {@code customer_handovers}: those under way to who works on them, those at their end to who
     * serves the customer now, so that they are read there and no more by who had the customer before; in the public pool they wait
     * for whoever claims the customer. Where they stand and who sold them stays as it is. Joins the caller's transaction.
     */
    public Uni<Long> handOver(UUID operation) {
        return restorations.change(operation, "orders", HAND_OVER, operation);
    }

    /** After the operation was taken back: what was booked or moved on since follows the customers who are back. */
    public Uni<Integer> bringBack(UUID operation) {
        return Db.execute(BRING_BACK, operation);
    }
}
