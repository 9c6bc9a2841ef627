package io.wealthcrm.order;

import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One step of an order's history: who moved it when, from where to where. */
@Entity
@Immutable
@Table(name = "order_history")
class Move {
    /** In the order of the moves. */
    @Id
    UUID id;

    UUID orderId;

    /** Null for the booking. */
    @Enumerated(EnumType.STRING)
    OrderStatus fromStatus;

    @Enumerated(EnumType.STRING)
    OrderStatus toStatus;

    /** Null when the clock moved it. */
    UUID byId;

    Instant at;
    String note;

    static Move of(UUID orderId, OrderStatus from, OrderStatus to, UUID by, Instant at, String note) {
        Move move = new Move();
        move.id = Ids.next();
        move.orderId = orderId;
        move.fromStatus = from;
        move.toStatus = to;
        move.byId = by;
        move.at = at;
        move.note = note;
        return move;
    }

    /** Whether amount and seat of the product were the order's before and are not after. */
    boolean givesQuotaBack() {
        return !toStatus.holdsQuota() && fromStatus.holdsQuota();
    }

    void insert(Changes changes) {
        changes.add(
                null,
                """
                insert into order_history (id, order_id, from_status, to_status, by_id, at, note)
                values (?1, ?2, cast(?3 as text), ?4, cast(?5 as uuid), ?6, cast(?7 as text))""",
                id,
                orderId,
                fromStatus == null ? null : fromStatus.name(),
                toStatus.name(),
                byId,
                at,
                note);
    }

    OrderMoved event(Order order) {
        return new OrderMoved(orderId, order.customerId, order.advisorId, fromStatus, toStatus, byId, at);
    }
}
