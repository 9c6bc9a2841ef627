package io.wealthcrm.chat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerTransferred;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The rooms of a customer's orders follow the customer to the new advisor: who no longer serves them reads no more. */
@ApplicationScoped
class RoomHandover implements OutboxHandler<CustomerTransferred> {
    private static final String ROOMS =
            """
            select m.conversation_id
              from orders o join conversations c on c.order_id = o.id
              join members m on m.conversation_id = c.id and m.user_id = ?2 and m.left_at is null
             where o.customer_id = ?1""";

    private final Members members;

    RoomHandover(Members members) {
        this.members = members;
    }

    @Override
    public Class<CustomerTransferred> event() {
        return CustomerTransferred.class;
    }

    @Override
    public Uni<Void> handle(CustomerTransferred transferred) {
        if (transferred.from() == null) {
            return Uni.createFrom().voidItem();
        }
        return Db.select(UUID.class, ROOMS, transferred.customerId(), transferred.from())
                .chain(rooms -> Multi.createFrom()
                        .iterable(rooms)
                        .onItem()
                        .transformToUniAndConcatenate(
                                room -> members.handOver(room, transferred.from(), transferred.to()))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }
}
