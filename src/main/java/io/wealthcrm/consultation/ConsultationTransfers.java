package io.wealthcrm.consultation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.chat.Rooms;
import io.wealthcrm.customer.CustomerTransferred;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/** A customer's questions follow to the new advisor, the open one and the old ones: who served them before reads no more. */
@ApplicationScoped
class ConsultationTransfers implements OutboxHandler<CustomerTransferred> {
    private static final String TO_UNIT =
            "update consultations set unit_id = ?2, version = version + 1 where customer_id = ?1 and state <> 'CLOSED'";

    private static final String TO_ADVISOR =
            """
            update consultations k
               set state = case when cast(?3 as uuid) is null then 'QUEUED' else 'ASSIGNED' end, assignee_id = cast(?3 as uuid),
                   state_at = clock_timestamp(), version = version + 1
             where customer_id = ?1 and state = 'ASSIGNED' and assignee_id = ?2
            returning %s"""
                    .formatted(Consultation.COLUMNS);

    private static final String ROOMS =
            """
            select k.conversation_id from consultations k
              join members m on m.conversation_id = k.conversation_id and m.user_id = ?2 and m.left_at is null
             where k.customer_id = ?1""";

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

    @Override
    public Uni<Void> handle(CustomerTransferred moved) {
        Uni<Integer> unit = moved.toUnit() == null
                ? Uni.createFrom().item(0)
                : Db.execute(TO_UNIT, moved.customerId(), moved.toUnit());
        return unit.chain(() -> moved.from() == null ? Uni.createFrom().voidItem() : follow(moved));
    }

    private Uni<Void> follow(CustomerTransferred moved) {
        return Db.select(Consultation.class, TO_ADVISOR, moved.customerId(), moved.from(), moved.to())
                .chain(open -> each(open, one -> news.moved(one.id(), "HANDED_OVER", moved.by(), one.assigneeId(), null)
                        .chain(() -> news.tell(one))))
                .chain(() -> Db.select(UUID.class, ROOMS, moved.customerId(), moved.from()))
                .chain(all -> each(all, room -> rooms.handOver(room, moved.from(), moved.to())));
    }

    private static <T> Uni<Void> each(Iterable<T> all, Function<T, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
