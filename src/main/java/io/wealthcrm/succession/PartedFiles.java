package io.wealthcrm.succession;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomersParted;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * What a succession that was taken back had to leave alone, because two customers were one at the time, goes back as soon as they are
 * two again. Their part of the operation becomes one of its own, which is taken back like any other.
 */
@ApplicationScoped
class PartedFiles implements OutboxHandler<CustomersParted> {
    /** Of people who are there to have their customers back; the latest first. */
    private static final String UNDONE =
            """
            select s.id, s.kind, s.user_id, s.operation_id from successions s join users u on u.id = s.user_id and u.active
             where s.state = 'UNDONE' and s.ended_at >= (select o.at from restorable_operations o where o.id = ?3)
               and s.operation_id in (select h.operation_id from customer_handovers h where h.customer_id in (?1, ?2))
             order by s.id desc""";

    private static final String ACTIVE = "select id from users where id = ?1 and active";

    /** Still with whom they went to, and nobody else's file in theirs. */
    private static final String FREE =
            """
            select c.id from customer_handovers h join customers c on c.id = h.customer_id
              join restorable_rows r on r.operation_id = h.operation_id and r.relation = 'customers' and r.left_alone
                                    and r.key = jsonb_build_object('id', c.id)
             where h.operation_id = ?1 and h.customer_id in (?2, ?3)
               and (c.advisor_id, c.unit_id) is not distinct from (h.to_id, h.to_unit)
               and not exists (select from merged_customers m
                                 join customer_handovers o on o.operation_id = h.operation_id and o.customer_id = m.id
                                where m.merged_into = c.id)""";

    private static final String BEGIN =
            """
            insert into restorable_operations (id, kind, by_id, at) select ?2, kind, by_id, at from restorable_operations where id = ?1""";

    private static final String HANDOVERS =
            """
            insert into customer_handovers (operation_id, customer_id, from_id, from_unit, to_id, to_unit, works_id, works_unit)
            select ?2, customer_id, from_id, from_unit, to_id, to_unit, works_id, works_unit
              from customer_handovers where operation_id = ?1 and customer_id = any (?3)""";

    private static final String ROWS = "with moved_on as materialized (select unnest(cast(?3 as uuid[])) as id),"
            + TakingBack.THEIRS
            + """
            update restorable_rows r set operation_id = ?2, left_alone = false
             where r.operation_id = ?1
               and (coalesce(r.key ->> 'conversation_id', r.after ->> 'task_id', r.after ->> 'appointment_id', r.after ->> 'complaint_id',
                             r.after ->> 'consultation_id', r.key ->> 'id') in (select cast(id as text) from theirs)) is true""";

    private static final String NO_LONGER_LEFT =
            """
            update successions s
               set left_alone = (select coalesce(jsonb_agg(one), '[]') from jsonb_array_elements(s.left_alone) one
                                  where not exists (select from restorable_rows r
                                                     where r.operation_id = ?2 and not r.left_alone and r.key ->> 'id' = one ->> 'id'))
             where s.id = ?1""";

    private final Locks locks;
    private final TakingBack takingBack;
    private final Audit audit;

    PartedFiles(Locks locks, TakingBack takingBack, Audit audit) {
        this.locks = locks;
        this.takingBack = takingBack;
        this.audit = audit;
    }

    record Undone(UUID id, SuccessionKind kind, UUID userId, UUID operationId) {}

    @Override
    public Class<CustomersParted> event() {
        return CustomersParted.class;
    }

    @Override
    public Uni<Void> handle(CustomersParted parted) {
        return Db.select(Undone.class, UNDONE, parted.survivorId(), parted.mergedId(), parted.mergeId())
                .chain(all -> Db.each(all, undone -> finish(undone, parted)));
    }

    private Uni<Void> finish(Undone undone, CustomersParted parted) {
        return locks.takeBack(undone.userId(), undone.operationId())
                .chain(() -> Db.select(UUID.class, ACTIVE, undone.userId()))
                .chain(there -> there.isEmpty()
                        ? Uni.createFrom().item(List.<UUID>of())
                        : Db.select(UUID.class, FREE, undone.operationId(), parted.survivorId(), parted.mergedId()))
                .chain(free -> free.isEmpty() ? Uni.createFrom().voidItem() : takeBack(undone, free, parted.by()));
    }

    private Uni<Void> takeBack(Undone undone, List<UUID> customers, UUID by) {
        UUID part = Ids.next();
        UUID[] ids = customers.toArray(UUID[]::new);
        return Db.execute(BEGIN, undone.operationId(), part)
                .chain(() -> Db.execute(HANDOVERS, undone.operationId(), part, ids))
                .chain(() -> Db.execute(ROWS, undone.operationId(), part, ids))
                .chain(() -> takingBack.run(part, undone.kind(), undone.userId(), by))
                .chain(() -> Db.execute(NO_LONGER_LEFT, undone.id(), part))
                .chain(() -> audit.record(by, undone.kind() + "_UNDONE", "SUCCESSION", undone.id()));
    }
}
