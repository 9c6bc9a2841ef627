package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerErased;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What was said with an erased customer is read on by compliance and operations alone; where other customers talk too, they go on. */
@ApplicationScoped
class ErasedRooms implements OutboxHandler<CustomerErased> {
    /** ?1 the customer, ?2 their accounts. */
    private static final String CLOSE =
            """
            update conversations c set closed_at = coalesce(c.closed_at, clock_timestamp()), version = c.version + 1
             where c.kind <> 'CHANNEL'
               and (c.order_id in (select o.id from orders o where o.customer_id = ?1)
                    or c.id in (select m.conversation_id from members m where m.user_id = any(cast(?2 as uuid[]))))
               and not exists (select from members m join users u on u.id = m.user_id
                                where m.conversation_id = c.id and m.left_at is null and u.customer_id is not null
                                  and u.id <> all(cast(?2 as uuid[])))
            returning c.id""";

    private static final String KEEPERS =
            """
            select distinct m.user_id from members m join users u on u.id = m.user_id
             where m.conversation_id = any(?1) and (u.roles && '{COMPLIANCE,OPERATIONS}' or u.id = any(cast(?2 as uuid[])))""";

    private final Succession succession;

    ErasedRooms(Succession succession) {
        this.succession = succession;
    }

    @Override
    public Class<CustomerErased> event() {
        return CustomerErased.class;
    }

    @Override
    public Uni<Void> handle(CustomerErased erased) {
        UUID[] accounts = erased.accounts().toArray(UUID[]::new);
        return Db.select(UUID.class, CLOSE, erased.customerId(), accounts).chain(rooms -> keep(rooms, accounts));
    }

    private Uni<Void> keep(List<UUID> rooms, UUID[] accounts) {
        return Db.select(UUID.class, KEEPERS, rooms.toArray(UUID[]::new), accounts)
                .chain(staying -> succession.keepOnly(rooms, staying));
    }
}
