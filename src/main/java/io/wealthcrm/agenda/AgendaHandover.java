package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Restorations;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/**
 * Work about many customers going with them, by {@code customer_handovers}, in an operation that can be taken back. Everything joins the
 * caller's transaction.
 */
@ApplicationScoped
public class AgendaHandover {
    /**
     * Whose work about whom goes to whom: GIVEN with the customers themselves, COVERING of those who cover (代管) or covered who gave them and
     * reach them no more, COVERED of who leaves and covers others, to these. ?1 the operation, ?2 who leaves, ?3 today.
     */
    private static final String HANDED =
            """
            with handed as (
                select customer_id, from_id, to_id, 'GIVEN' as part from customer_handovers where operation_id = ?1
                union all
                select distinct c.id, u.id, h.to_id, 'COVERING'
                  from customer_handovers h join advisor_covers away on away.covered_id = h.from_id
                  join users u on u.id = away.cover_id left join units own on own.id = u.unit_id
                  join customers c on c.id = h.customer_id join units theirs on theirs.id = c.unit_id
                 where h.operation_id = ?1 and (%s) is not true
                union all
                select c.id, away.cover_id, away.covered_id, 'COVERED'
                  from advisor_covers away join users u on u.id = away.covered_id and u.active join customers c on c.advisor_id = u.id
                 where away.cover_id = cast(?2 as uuid) and away.ended_at is null and cast(?3 as date) between away.from_on and away.to_on)
            """
                    .formatted(Assignees.REACHES);

    private static final String TASKS = HANDED
            + """
            update tasks t set assignee_id = h.to_id, version = t.version + %d
              from handed h
             where t.customer_id = h.customer_id and t.state = 'OPEN'
               and (t.assignee_id = h.from_id or t.assignee_id is null and h.part = 'GIVEN') and t.assignee_id is distinct from h.to_id"""
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

    /** To come, and where the new advisor has nothing else at the time; only of one person, so that none are at the same time. */
    private static final String APPOINTMENTS = HANDED
            + """
            update appointments a set owner_id = h.to_id, version = a.version + %d
              from handed h
             where a.customer_id = h.customer_id and a.owner_id = h.from_id and a.state = 'BOOKED'
               and a.starts_at > cast(?4 as timestamptz) and h.to_id is not null and h.part <> 'COVERING'
               and not exists (select from appointments taken
                                where taken.owner_id = h.to_id and taken.during && a.during and taken.state <> 'CANCELLED')"""
                    .formatted(Restorations.VERSIONS_APART);

    /** Those nobody can keep: who serves the customer now is to make them anew. */
    private static final String GIVE_UP = HANDED
            + """
            update appointments a set state = 'CANCELLED', version = a.version + %d
              from handed h
             where a.customer_id = h.customer_id and a.owner_id = h.from_id and a.state = 'BOOKED'
               and a.starts_at > cast(?4 as timestamptz)"""
                    .formatted(Restorations.VERSIONS_APART);

    private static final String GIVEN_UP =
            """
             from restorable_rows r join appointments a on a.id = cast(r.key ->> 'id' as uuid) and a.state = 'CANCELLED'
             join customers c on c.id = a.customer_id
            where r.operation_id = ?1 and r.relation = 'appointments'""";

    private static final String APPOINTMENT_MOVES =
            """
            insert into appointment_moves (id, appointment_id, kind, at, by_id, starts_at, ends_at)
            select uuidv7(), a.id, 'CANCELLED', cast(?2 as timestamptz), ?3, a.starts_at, a.ends_at"""
                    + GIVEN_UP;

    private static final String TASKS_INSTEAD =
            """
            insert into tasks (id, title, customer_id, assignee_id, origin, ref_id, priority, due_at, first_due_at, created_by, created_at)
            select uuidv7(), a.title, a.customer_id, c.advisor_id, 'APPOINTMENT', a.id, 'HIGH', a.starts_at, a.starts_at, ?3,
                   cast(?2 as timestamptz)"""
                    + GIVEN_UP;

    private static final String OPENED =
            """
            insert into task_moves (id, task_id, kind, at, by_id, assignee_id, due_at)
            select uuidv7(), t.id, 'OPENED', t.created_at, t.created_by, t.assignee_id, t.due_at
              from restorable_rows r join tasks t on t.id = cast(r.key ->> 'id' as uuid)
             where r.operation_id = ?1 and r.relation = 'tasks' and r.before is null""";

    /** Else who checked in could neither check out nor visit anybody else. */
    private static final String END_VISITS = HANDED
            + """
            update visits v set checked_out_at = greatest(v.checked_in_at, cast(?4 as timestamptz)), version = v.version + %d
              from handed h
             where v.customer_id = h.customer_id and v.advisor_id = h.from_id and v.checked_out_at is null"""
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
    private final ZoneId zone;

    AgendaHandover(Restorations restorations, TaskNews news, WealthConfig config) {
        this.restorations = restorations;
        this.news = news;
        this.zone = config.zone();
    }

    /**
     * Open tasks go to the new advisors; appointments to come too where those are free, else they are cancelled and a task tells to make
     * them anew; a visit that lasts ends. So it is with those who cover who gave the customers and do not reach them any more, but that their appointments
     * are all made anew.
     *
     * @param leaver who leaves the firm: what they had to do as somebody's cover goes back to that one, their other tasks to {@code lead}; null
     *     where nobody leaves
     * @param lead may be null
     */
    public Uni<Void> move(UUID operation, UUID leaver, UUID lead, UUID by, Instant at) {
        LocalDate today = LocalDate.ofInstant(at, zone);
        return restorations
                .change(operation, "tasks", TASKS, operation, leaver, today)
                .call(() -> restorations.change(operation, "tasks", OTHER_TASKS, leaver, lead))
                .call(() -> restorations.change(operation, "task_moves", TASK_MOVES, operation, at, by))
                .call(() -> restorations.change(operation, "appointments", APPOINTMENTS, operation, leaver, today, at))
                .call(() -> restorations
                        .change(operation, "appointments", GIVE_UP, operation, leaver, today, at)
                        .chain(given -> given == 0 ? Uni.createFrom().voidItem() : madeAnew(operation, by, at)))
                .call(() -> restorations.change(operation, "visits", END_VISITS, operation, leaver, today, at))
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

    private Uni<Void> madeAnew(UUID operation, UUID by, Instant at) {
        return restorations
                .change(operation, "appointment_moves", APPOINTMENT_MOVES, operation, at, by)
                .call(() -> restorations.change(operation, "tasks", TASKS_INSTEAD, operation, at, by))
                .call(() -> restorations.change(operation, "task_moves", OPENED, operation))
                .replaceWithVoid();
    }
}
