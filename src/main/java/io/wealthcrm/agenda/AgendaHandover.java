package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Work about many customers going with them, by {@code customer_handovers}, in an operation that can be taken back. Everything joins the
 * caller's transaction.
 */
@ApplicationScoped
public class AgendaHandover {
    private static final String TASKS =
            """
            update tasks t set assignee_id = h.to_id, version = t.version + %d
              from customer_handovers h
             where h.operation_id = ?1 and t.customer_id = h.customer_id and t.state = 'OPEN'
               and (t.assignee_id is null or t.assignee_id = h.from_id) and t.assignee_id is distinct from h.to_id"""
                    .formatted(Restorations.VERSIONS_APART);

    /** What somebody who leaves was to do beside their customers; nothing goes to nobody. */
    private static final String OTHER_TASKS =
            """
            update tasks t set assignee_id = ?2, version = t.version + %d
             where t.assignee_id = ?1 and t.state = 'OPEN' and cast(?2 as uuid) is not null"""
                    .formatted(Restorations.VERSIONS_APART);

    private static final String TASK_MOVES =
            """
            insert into task_moves (id, task_id, kind, at, by_id, assignee_id, due_at)
            select uuidv7(), t.id, 'ASSIGNED', cast(?2 as timestamptz), ?3, t.assignee_id, t.due_at
              from restorable_rows r join tasks t on t.id = cast(r.key ->> 'id' as uuid)
             where r.operation_id = ?1 and r.relation = 'tasks'""";

    /** To come, and where the new advisor has nothing else at the time. */
    private static final String APPOINTMENTS =
            """
            update appointments a set owner_id = h.to_id, version = a.version + %d
              from customer_handovers h
             where h.operation_id = ?1 and a.customer_id = h.customer_id and a.owner_id = h.from_id and a.state = 'BOOKED'
               and a.starts_at > cast(?2 as timestamptz) and h.to_id is not null
               and not exists (select from appointments taken
                                where taken.owner_id = h.to_id and taken.during && a.during and taken.state <> 'CANCELLED')"""
                    .formatted(Restorations.VERSIONS_APART);

    /** Those nobody can keep: who serves the customer now is to make them anew. */
    private static final String GIVE_UP =
            """
            update appointments a set state = 'CANCELLED', version = a.version + %d
              from customer_handovers h
             where h.operation_id = ?1 and a.customer_id = h.customer_id and a.owner_id = h.from_id and a.state = 'BOOKED'
               and a.starts_at > cast(?2 as timestamptz)"""
                    .formatted(Restorations.VERSIONS_APART);

    private static final String GIVEN_UP =
            """
             from restorable_rows r join appointments a on a.id = cast(r.key ->> 'id' as uuid) and a.state = 'CANCELLED'
             join customer_handovers h on h.operation_id = r.operation_id and h.customer_id = a.customer_id
            where r.operation_id = ?1 and r.relation = 'appointments'""";

    private static final String APPOINTMENT_MOVES =
            """
            insert into appointment_moves (id, appointment_id, kind, at, by_id, starts_at, ends_at)
            select uuidv7(), a.id, 'CANCELLED', cast(?2 as timestamptz), ?3, a.starts_at, a.ends_at"""
                    + GIVEN_UP;

    private static final String TASKS_INSTEAD =
            """
            insert into tasks (id, title, customer_id, assignee_id, origin, ref_id, priority, due_at, first_due_at, created_by, created_at)
            select uuidv7(), a.title, a.customer_id, h.to_id, 'APPOINTMENT', a.id, 'HIGH', a.starts_at, a.starts_at, ?3,
                   cast(?2 as timestamptz)"""
                    + GIVEN_UP;

    private static final String OPENED =
            """
            insert into task_moves (id, task_id, kind, at, by_id, assignee_id, due_at)
            select uuidv7(), t.id, 'OPENED', t.created_at, t.created_by, t.assignee_id, t.due_at
              from restorable_rows r join tasks t on t.id = cast(r.key ->> 'id' as uuid)
             where r.operation_id = ?1 and r.relation = 'tasks' and r.before is null""";

    /** Else who checked in could neither check out nor visit anybody else. */
    private static final String END_VISITS =
            """
            update visits v set checked_out_at = greatest(v.checked_in_at, cast(?2 as timestamptz)), version = v.version + %d
              from customer_handovers h
             where h.operation_id = ?1 and v.customer_id = h.customer_id and v.advisor_id = h.from_id and v.checked_out_at is null"""
                    .formatted(Restorations.VERSIONS_APART);

    /** Tasks that changed hands in an operation, and stay or go back with it. */
    private static final String MOVED =
            """
            select cast(r.key ->> 'id' as uuid) as entity_id, cast(r.before ->> 'assignee_id' as uuid) as from_id,
                   cast(r.after ->> 'assignee_id' as uuid) as to_id
              from restorable_rows r
             where r.operation_id = ?1 and r.relation = 'tasks' and r.before ->> 'assignee_id' is not null and r.after -> 'assignee_id' is not null
               and not r.left_alone""";

    private static final String AT = "select at from restorable_operations where id = ?1";

    private final Restorations restorations;
    private final TaskNews news;

    AgendaHandover(Restorations restorations, TaskNews news) {
        this.restorations = restorations;
        this.news = news;
    }

    /**
     * Open tasks go to the new advisors; appointments to come too where those are free, else they are cancelled and a task tells to make
     * them anew; a visit that lasts ends.
     *
     * @param leaver who leaves the firm, and whose other tasks go to {@code lead}; null where nobody leaves
     * @param lead may be null
     */
    public Uni<Void> move(UUID operation, UUID leaver, UUID lead, UUID by, Instant at) {
        return restorations
                .change(operation, "tasks", TASKS, operation)
                .call(() -> restorations.change(operation, "tasks", OTHER_TASKS, leaver, lead))
                .call(() -> restorations.change(operation, "task_moves", TASK_MOVES, operation, at, by))
                .call(() -> restorations.change(operation, "appointments", APPOINTMENTS, operation, at))
                .call(() -> giveUp(operation, by, at))
                .call(() -> restorations.change(operation, "visits", END_VISITS, operation, at))
                .chain(() -> noticesFollow(operation));
    }

    /** What was told of tasks goes with those that changed hands in an operation, a merge for instance. */
    public Uni<Void> noticesFollow(UUID operation) {
        return Db.one(Instant.class, AT, operation).chain(at -> news.follow(at, MOVED, operation));
    }

    /** After the operation was taken back. */
    public Uni<Void> noticesReturn(UUID operation) {
        return Db.one(Instant.class, AT, operation).chain(at -> news.bringBack(at, MOVED, operation));
    }

    private Uni<Void> giveUp(UUID operation, UUID by, Instant at) {
        return restorations
                .change(operation, "appointments", GIVE_UP, operation, at)
                .chain(given -> given == 0
                        ? Uni.createFrom().voidItem()
                        : restorations
                                .change(operation, "appointment_moves", APPOINTMENT_MOVES, operation, at, by)
                                .call(() -> restorations.change(operation, "tasks", TASKS_INSTEAD, operation, at, by))
                                .call(() -> restorations.change(operation, "task_moves", OPENED, operation))
                                .replaceWithVoid());
    }
}
