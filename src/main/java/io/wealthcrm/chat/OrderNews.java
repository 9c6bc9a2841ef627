package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.order.OrderMoved;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** Says in an order's room that the order has moved on; the poll brings it to the sockets. */
@ApplicationScoped
class OrderNews implements OutboxHandler<OrderMoved> {
    private static final String SAY =
            """
            with taken as (
                update conversations set last_seq = last_seq + 1, last_at = clock_timestamp()
                 where order_id = ?1 returning id, last_seq)
            insert into messages (conversation_id, seq, id, kind, body)
            select id, last_seq, cast(?2 as uuid), 'system',
                   jsonb_build_object('event', 'ORDER_MOVED', 'orderId', cast(?3 as text), 'to', cast(?4 as text))
              from taken""";

    @Override
    public Class<OrderMoved> event() {
        return OrderMoved.class;
    }

    @Override
    public Uni<Void> handle(OrderMoved moved) {
        return Db.execute(
                        SAY,
                        moved.orderId(),
                        Ids.next(),
                        moved.orderId().toString(),
                        moved.to().name())
                .replaceWithVoid();
    }
}
