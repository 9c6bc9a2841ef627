package io.wealthcrm.succession;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.agenda.Agenda;
import io.wealthcrm.agenda.AgendaHandover;
import io.wealthcrm.chat.RoomsHandover;
import io.wealthcrm.complaint.ComplaintHandover;
import io.wealthcrm.consultation.ConsultationHandover;
import io.wealthcrm.customer.Handovers;
import io.wealthcrm.order.Orders;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Restorations;
import io.wealthcrm.team.TeamHandover;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes a succession back. Customers who went on to somebody else since, or into another file, stay there with all that is theirs; of those who come back, what
 * somebody only worked on meanwhile comes along as it is now.
 */
@ApplicationScoped
class TakingBack {
    /** The ids of customers {@code moved_on} and of all that the operation ?1 may have moved with them. */
    static final String THEIRS =
            """
            theirs as materialized (
                select id from moved_on
                union all select t.id from moved_on m join timeline_entries t on t.customer_id = m.id and t.ref_id = ?1
                union all select t.id from moved_on m join pool_entries t on t.customer_id = m.id
                union all select t.id from moved_on m join customer_seats t on t.customer_id = m.id
                union all select t.id from moved_on m join orders t on t.customer_id = m.id
                union all select t.id from moved_on m join tasks t on t.customer_id = m.id
                union all select t.id from moved_on m join appointments t on t.customer_id = m.id
                union all select t.id from moved_on m join visits t on t.customer_id = m.id
                union all select t.id from moved_on m join complaints t on t.customer_id = m.id
                union all select t.id from moved_on m join consultations t on t.customer_id = m.id
                union all select r.id from moved_on m join orders o on o.customer_id = m.id join conversations r on r.order_id = o.id
                union all select x.conversation_id from moved_on m join users a on a.customer_id = m.id join members x on x.user_id = a.id)
            """;

    /**
     * Who is in the file of somebody of the same succession comes back with them. {@code is true} keeps the planner from joining, row by
     * row, what it has no figures about.
     */
    private static final String KEEP_MOVED_ON =
            """
            with moved_on as materialized (
                select c.id from customer_handovers h join customers c on c.id = h.customer_id
                 where h.operation_id = ?1 and (c.advisor_id, c.unit_id) is distinct from (h.to_id, h.to_unit)
                union
                select m.merged_into from customer_handovers h join merged_customers m on m.id = h.customer_id
                 where h.operation_id = ?1
                   and m.merged_into not in (select o.customer_id from customer_handovers o where o.operation_id = ?1)),
            """
                    + THEIRS
                    + """
            update restorable_rows r set left_alone = true
             where r.operation_id = ?1
               and (coalesce(r.key ->> 'conversation_id', r.key ->> 'id') in (select cast(id as text) from theirs)) is true""";

    /** What a merge changed since, that merge puts back if it is taken back itself. */
    private static final String KEEP_MERGED =
            """
            with merged as materialized (
                select k.relation, k.key from customer_handovers h join merged_customers m on m.id = h.customer_id
                  join restorable_rows k on k.operation_id = m.merge_id where h.operation_id = ?1)
            update restorable_rows r set left_alone = true from merged
             where r.operation_id = ?1 and r.relation = merged.relation and r.key = merged.key""";

    /** What is on record of something goes only where that goes back too. */
    private static final String KEEP_HISTORY =
            """
            with moved_on as materialized (
                select r.key ->> 'id' as id from restorable_rows r
                  left join tasks t on t.id = cast(r.key ->> 'id' as uuid)
                  left join appointments a on a.id = cast(r.key ->> 'id' as uuid)
                  left join complaints k on k.id = cast(r.key ->> 'id' as uuid)
                  left join consultations q on q.id = cast(r.key ->> 'id' as uuid)
                 where r.operation_id = ?1 and r.relation in ('tasks', 'appointments', 'complaints', 'consultations')
                   and (r.left_alone
                        or coalesce(t.version, a.version, k.version, q.version) <> cast(r.after ->> 'version' as bigint)))
            update restorable_rows r set left_alone = true
             where r.operation_id = ?1 and r.relation in ('task_moves', 'appointment_moves', 'complaint_moves', 'consultation_moves')
               and (coalesce(r.after ->> 'task_id', r.after ->> 'appointment_id', r.after ->> 'complaint_id', r.after ->> 'consultation_id')
                    in (select id from moved_on)) is true""";

    /** Those that came back as they are now were not left alone after all. */
    private static final String CAME_BACK =
            """
            update restorable_rows r set left_alone = false
              from restorable_rows own
              left join customers c on own.relation = 'customers' and c.id = cast(own.key ->> 'id' as uuid)
              left join orders o on own.relation = 'orders' and o.id = cast(own.key ->> 'id' as uuid)
              left join tasks t on own.relation = 'tasks' and t.id = cast(own.key ->> 'id' as uuid)
             where own.operation_id = ?1 and own.left_alone and own.relation in ('customers', 'orders', 'tasks')
               and coalesce(c.advisor_id, o.advisor_id, t.assignee_id) = ?2
               and (r.operation_id, r.step, r.key) = (own.operation_id, own.step, own.key)""";

    private static final String LEFT =
            """
            select distinct r.relation, cast(r.key ->> 'id' as uuid) as id from restorable_rows r
             where r.operation_id = ?1 and r.left_alone
               and r.relation in ('users', 'customers', 'orders', 'tasks', 'appointments', 'complaints', 'consultations', 'visits')
             order by 1, 2""";

    private static final String BACK =
            """
            select h.to_id as heir, h.customer_id from customer_handovers h
              join customers c on c.id = h.customer_id and c.advisor_id = h.from_id
             where h.operation_id = ?1 order by h.to_id, h.customer_id""";

    private final Restorations restorations;
    private final Handovers customers;
    private final TeamHandover teams;
    private final Orders orders;
    private final Agenda agenda;
    private final AgendaHandover tasks;
    private final ComplaintHandover complaints;
    private final ConsultationHandover consultations;
    private final RoomsHandover rooms;
    private final Covers covers;

    TakingBack(
            Restorations restorations,
            Handovers customers,
            TeamHandover teams,
            Orders orders,
            Agenda agenda,
            AgendaHandover tasks,
            ComplaintHandover complaints,
            ConsultationHandover consultations,
            RoomsHandover rooms,
            Covers covers) {
        this.restorations = restorations;
        this.customers = customers;
        this.teams = teams;
        this.orders = orders;
        this.agenda = agenda;
        this.tasks = tasks;
        this.complaints = complaints;
        this.consultations = consultations;
        this.rooms = rooms;
        this.covers = covers;
    }

    /** A customer who is back from somebody; {@code heir} is null for the pool. */
    record Back(UUID heir, UUID customer) {}

    /**
     * Joins the transaction, which holds all locks.
     *
     * @param leaver who gets the customers back
     * @return what stays as it is
     * @throws Problem ALREADY_UNDONE, UNDO_EXPIRED
     */
    Uni<List<LeftAlone>> run(UUID operation, SuccessionKind kind, UUID leaver, UUID by) {
        return Db.execute(KEEP_MOVED_ON, operation)
                .chain(() -> Db.execute(KEEP_MERGED, operation))
                .chain(() -> Db.execute(KEEP_HISTORY, operation))
                .chain(() -> teams.keepWhatStands(operation))
                .chain(() -> restorations.undoWhatCan(operation, kind.name(), by))
                .chain(() -> tasks.noticesReturn(operation))
                .chain(() -> bringBack(operation, leaver, by))
                .chain(() -> covers.endAgain(operation, leaver))
                .chain(() -> Db.execute(CAME_BACK, operation, leaver))
                .chain(() -> Db.select(LeftAlone.class, LEFT, operation));
    }

    private Uni<Void> bringBack(UUID operation, UUID leaver, UUID by) {
        return customers
                .bringBack(operation)
                .chain(() -> teams.bringBack(operation))
                .chain(() -> orders.bringBack(operation))
                .chain(() -> rooms.bringBack(operation))
                .chain(() -> consultations.bringBack(operation, by))
                .chain(() -> complaints.bringBack(operation))
                .chain(() -> work(operation, leaver, by));
    }

    /** What the new advisors had given themselves to do, and what waited in the pool, as when a single customer goes to somebody else. */
    private Uni<Void> work(UUID operation, UUID leaver, UUID by) {
        return Db.select(Back.class, BACK, operation)
                .map(all -> all.stream()
                        .collect(Collectors.groupingBy(
                                back -> Optional.ofNullable(back.heir()),
                                Collectors.mapping(Back::customer, Collectors.toList()))))
                .chain(of -> Db.each(
                        of.entrySet(),
                        heir -> agenda.handOver(heir.getValue(), heir.getKey().orElse(null), leaver, by)));
    }
}
