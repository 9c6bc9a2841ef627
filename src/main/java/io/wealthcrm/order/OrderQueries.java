package io.wealthcrm.order;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.annotation.Nullable;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.processing.HQL;

interface OrderQueries extends Db.Queries {
    /** With the kinds of its documents, joined by commas. */
    @Nullable
    @HQL(
            """
            select o, (select listagg(cast(d.kind as string), ',') within group (order by d.kind)
                         from OrderDocument d where d.orderId = o.id)
              from Order o where o.id = :id""")
    Uni<OrderAndPapers> orderAndPapers(UUID id);

    @HQL("from Move where orderId = :orderId order by id")
    Uni<List<Move>> history(UUID orderId);

    @HQL(
            """
            select d.id, d.kind, f.sha256, f.size, f.mediaType, f.pages, f.name, d.uploadedBy, d.uploadedAt
              from OrderDocument d join FileRow f on f.id = d.id
             where d.orderId = :orderId order by d.id""")
    Uni<List<OrderDocumentView>> documents(UUID orderId);

    @HQL("select distinct d.kind from OrderDocument d where d.orderId = :orderId")
    Uni<List<DocumentKind>> documentKinds(UUID orderId);

    @Nullable
    @HQL("from OrderDocument where id = :id and orderId = :orderId")
    Uni<OrderDocument> document(UUID orderId, UUID id);

    @HQL(
            """
            select r.id, f.sha256, f.size, f.mediaType, f.name, r.recordedBy, r.recordedAt
              from Recording r join FileRow f on f.id = r.id
             where r.orderId = :orderId order by r.id""")
    Uni<List<RecordingView>> recordings(UUID orderId);

    @Nullable
    @HQL("from Recording where id = :id and orderId = :orderId")
    Uni<Recording> recording(UUID orderId, UUID id);

    @HQL("from Discount where orderId = :orderId order by id")
    Uni<List<Discount>> discounts(UUID orderId);

    @Nullable
    @HQL("from Discount where orderId = :orderId and decidedAt is null")
    Uni<Discount> pendingDiscount(UUID orderId);

    /** An order in sight. @throws Problem NOT_FOUND */
    default Uni<OrderAndPapers> seen(Scope scope, UUID id) {
        return orderAndPapers(id).invoke(found -> requireSeen(scope, found == null ? null : found.order()));
    }

    /**
     * An order in sight, locked until the transaction ends and moved on to where the clock has brought it by now: moves of
     * one order queue, and each sees what the one before left.
     *
     * @throws Problem NOT_FOUND
     */
    default Uni<Order> locked(Scope scope, UUID id, Instant now) {
        return session()
                .chain(session -> session.find(Order.class, id, LockModeType.PESSIMISTIC_WRITE))
                .invoke(order -> requireSeen(scope, order))
                .invoke(order -> order.settle(now));
    }

    /** An order that has moved, locked as it stands. */
    default Uni<Order> locked(UUID id) {
        return session().chain(session -> session.find(Order.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private static void requireSeen(Scope scope, Order order) {
        if (order == null || !order.seenBy(scope)) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }
}
