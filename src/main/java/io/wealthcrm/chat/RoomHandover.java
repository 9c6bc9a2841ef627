package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerTransferred;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * A customer's conversations follow to the new advisor: who does not serve them any more reads on in neither the rooms of
 * their orders nor the groups they are in, and writes no more to them alone. By the file as it stands, so again is harmless.
 */
@ApplicationScoped
class RoomHandover implements OutboxHandler<CustomerTransferred> {
    /** {@code served}: where the new advisor comes in, since the work goes on there or the one before was in it. */
    static final String ROOMS =
            """
            select c.id, c.kind = 'ORDER'
                         or exists (select from members m
                                     where m.conversation_id = c.id and m.user_id = cast(?2 as uuid) and m.left_at is null) as served
              from conversations c
             where c.id in (select r.id from orders o join conversations r on r.order_id = o.id where o.customer_id = ?1)
                or c.kind = 'GROUP'
               and c.id in (select m.conversation_id from users u join members m on m.user_id = u.id and m.left_at is null
                             where u.customer_id = ?1)""";

    /** What was said stays to be read by the two who said it. */
    private static final String CLOSE_DIRECT =
            """
            update conversations c set closed_at = clock_timestamp(), version = c.version + 1
              from users u join customers k on k.id = u.customer_id
              join members mine on mine.user_id = u.id
             where u.customer_id = ?1 and c.id = mine.conversation_id and c.kind = 'DIRECT' and c.closed_at is null
               and not exists (select from members other
                                where other.conversation_id = c.id and other.user_id = k.advisor_id)""";

    private static final String ADVISOR =
            "select u.id from customers k join users u on u.id = k.advisor_id and u.active where k.id = ?1";

    private final Succession succession;

    RoomHandover(Succession succession) {
        this.succession = succession;
    }

    @Override
    public Class<CustomerTransferred> event() {
        return CustomerTransferred.class;
    }

    record Room(UUID id, boolean served) {}

    @Override
    public Uni<Void> handle(CustomerTransferred transferred) {
        UUID customer = transferred.customerId();
        return Db.execute(CLOSE_DIRECT, customer)
                .chain(() -> Db.select(Room.class, ROOMS, customer, transferred.from()))
                .chain(rooms -> succession
                        .unseatUnreached(rooms.stream().map(Room::id).toList(), customer)
                        .chain(() -> seat(rooms, customer)));
    }

    private Uni<Void> seat(List<Room> rooms, UUID customer) {
        List<UUID> served = rooms.stream().filter(Room::served).map(Room::id).toList();
        return Db.select(UUID.class, ADVISOR, customer)
                .chain(advisor ->
                        advisor.isEmpty() ? Uni.createFrom().voidItem() : succession.seat(served, advisor.get(0)));
    }
}
