package io.wealthcrm.consultation;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.chat.Rooms;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Questions of many customers going with them, by {@code customer_handovers}, in an operation that can be taken back. Their rooms go with
 * the other conversations. Everything joins the caller's transaction.
 */
@ApplicationScoped
public class ConsultationHandover {
    private static final String MOVE =
            """
            update consultations k set unit_id = m.to_unit, version = k.version + %d,
                   state = case when not m.answering then k.state when m.to_id is null then 'QUEUED' else 'ASSIGNED' end,
                   assignee_id = case when m.answering then m.to_id else k.assignee_id end,
                   due_at = case when m.answering and m.to_id is null then null else k.due_at end,
                   state_at = case when m.answering then clock_timestamp() else k.state_at end
              from (select q.id, h.to_id, h.to_unit, (q.state = 'ASSIGNED' and q.assignee_id = h.from_id) as answering
                      from customer_handovers h join consultations q on q.customer_id = h.customer_id
                     where h.operation_id = ?1) m
             where k.id = m.id and (m.answering or k.unit_id <> m.to_unit)"""
                    .formatted(Restorations.VERSIONS_APART);

    /** What somebody who leaves answered for others' customers and for visitors. */
    private static final String QUEUE =
            """
            update consultations k set state = 'QUEUED', assignee_id = null, due_at = null, state_at = clock_timestamp(),
                   version = k.version + %d
             where k.assignee_id = ?1 and k.state = 'ASSIGNED'"""
                    .formatted(Restorations.VERSIONS_APART);

    private static final String HANDED_OVER =
            """
             from restorable_rows r join consultations k on k.id = cast(r.key ->> 'id' as uuid)
            where r.operation_id = ?1 and r.relation = 'consultations' and jsonb_exists(r.before, 'assignee_id')""";

    private static final String MOVES =
            """
            insert into consultation_moves (id, consultation_id, kind, by_id, to_id)
            select uuidv7(), k.id, 'HANDED_OVER', ?2, k.assignee_id"""
                    + HANDED_OVER;

    private static final String MOVED = "select " + Consultation.COLUMNS + HANDED_OVER;

    /** What the new advisors were asked since, by customers who are back with the one before. */
    private static final String BRING_BACK =
            """
            update consultations k set assignee_id = h.from_id, unit_id = c.unit_id, version = k.version + 1
              from customer_handovers h join customers c on c.id = h.customer_id and c.advisor_id = h.from_id
             where h.operation_id = ?1 and k.customer_id = h.customer_id and k.state = 'ASSIGNED' and k.assignee_id = h.to_id
            returning %s"""
                    .formatted(Consultation.COLUMNS);

    private final Restorations restorations;
    private final Rooms rooms;
    private final ConsultationNews news;

    ConsultationHandover(Restorations restorations, Rooms rooms, ConsultationNews news) {
        this.restorations = restorations;
        this.rooms = rooms;
        this.news = news;
    }

    /**
     * What the advisors before answered goes to the new ones, or waits in the queue of the customer's unit.
     *
     * @param leaver who leaves the firm; null where nobody does
     */
    public Uni<Void> move(UUID operation, UUID leaver, UUID by) {
        return restorations
                .change(operation, "consultations", MOVE, operation)
                .call(() -> leaver == null
                        ? Uni.createFrom().voidItem()
                        : restorations.change(operation, "consultations", QUEUE, leaver))
                .call(() -> restorations.change(operation, "consultation_moves", MOVES, operation, by))
                .chain(() -> Db.select(Consultation.class, MOVED, operation))
                .chain(this::tell);
    }

    private Uni<Void> tell(List<Consultation> moved) {
        return moved.isEmpty() ? Uni.createFrom().voidItem() : news.handedOver(moved);
    }

    /** After the operation was taken back: what was asked since follows the customers who are back. */
    public Uni<Void> bringBack(UUID operation, UUID by) {
        return Db.select(Consultation.class, BRING_BACK, operation)
                .call(moved -> Db.each(moved, one -> rooms.enter(one.conversationId(), one.assigneeId())))
                .call(moved -> Db.each(moved, one -> news.moved(one.id(), "HANDED_OVER", by, one.assigneeId(), null)))
                .chain(this::tell);
    }
}
