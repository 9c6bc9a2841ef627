package io.wealthcrm.consultation;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.chat.Rooms;
import io.wealthcrm.customer.CustomerTransferred;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A customer's questions follow to the new advisor, the open one and the old ones: who served them before reads no more. */
@ApplicationScoped
class ConsultationTransfers implements OutboxHandler<CustomerTransferred> {
    private static final String TO_UNIT =
            "update consultations set unit_id = ?2, version = version + 1 where customer_id = ?1 and unit_id <> ?2";

    private static final String TO_ADVISOR =
            """
            update consultations k
               set state = case when cast(?2 as uuid) is null then 'QUEUED' else 'ASSIGNED' end, assignee_id = cast(?2 as uuid),
                   due_at = case when cast(?2 as uuid) is not null then k.due_at end, state_at = clock_timestamp(),
                   version = version + 1
             where customer_id = ?1 and state = 'ASSIGNED' and assignee_id is distinct from cast(?2 as uuid)
            returning %s"""
                    .formatted(Consultation.COLUMNS);

    private static final String ALL = "select asker_id, conversation_id from consultations where customer_id = ?1";

    private final Rooms rooms;
    private final ConsultationNews news;

    ConsultationTransfers(Rooms rooms, ConsultationNews news) {
        this.rooms = rooms;
        this.news = news;
    }

    @Override
    public Class<CustomerTransferred> event() {
        return CustomerTransferred.class;
    }

    /** A question of the customer's, wherever it stands. */
    record Room(UUID asker, UUID id) {}

    @Override
    public Uni<Void> handle(CustomerTransferred moved) {
        Uni<Integer> unit = moved.toUnit() == null
                ? Uni.createFrom().item(0)
                : Db.execute(TO_UNIT, moved.customerId(), moved.toUnit());
        return unit.chain(() -> Db.select(Consultation.class, TO_ADVISOR, moved.customerId(), moved.to()))
                .chain(open -> Db.each(open, one -> handedOver(one, moved.by())))
                .chain(() -> Db.select(Room.class, ALL, moved.customerId()))
                .chain(all ->
                        Db.each(byAsker(all).entrySet(), of -> rooms.follow(of.getValue(), of.getKey(), moved.to())));
    }

    private Uni<Void> handedOver(Consultation one, UUID by) {
        return news.moved(one.id(), "HANDED_OVER", by, one.assigneeId(), null).chain(() -> news.tell(one));
    }

    /** A customer has one account; should it ever be another one, both keep what they asked. */
    private static Map<UUID, List<UUID>> byAsker(List<Room> all) {
        return all.stream()
                .collect(Collectors.groupingBy(Room::asker, Collectors.mapping(Room::id, Collectors.toList())));
    }
}
