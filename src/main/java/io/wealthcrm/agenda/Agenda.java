package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** People's work, for other features. */
@ApplicationScoped
public class Agenda {
    private static final String HAND_OVER =
            """
            with handed as (
                update tasks set assignee_id = cast(?3 as uuid), version = version + 1
                 where customer_id = any (?1) and state = 'OPEN' and (assignee_id is null or assignee_id = cast(?2 as uuid))
                   and assignee_id is distinct from cast(?3 as uuid)
                returning id, assignee_id, due_at)
            insert into task_moves (id, task_id, kind, at, by_id, assignee_id, due_at)
            select uuidv7(), id, 'ASSIGNED', cast(?5 as timestamptz), cast(?4 as uuid), assignee_id, due_at from handed""";

    private static final String HANDED =
            """
            select t.id as entity_id, cast(?2 as uuid) as from_id, cast(?3 as uuid) as to_id
              from tasks t join task_moves m on m.task_id = t.id and m.kind = 'ASSIGNED' and m.at = cast(?4 as timestamptz)
             where t.customer_id = any (?1)""";

    /** Nobody can keep them in another's calendar: who serves the customer now is to make them anew. */
    private static final String GIVE_UP =
            """
            with given_up as (
                update appointments set state = 'CANCELLED', version = version + 1
                 where customer_id = any (?1) and owner_id = cast(?2 as uuid) and state = 'BOOKED'
                   and starts_at > cast(?5 as timestamptz)
                returning *),
            kept as (
                insert into appointment_moves (id, appointment_id, kind, at, by_id, starts_at, ends_at)
                select uuidv7(), id, 'CANCELLED', cast(?5 as timestamptz), cast(?4 as uuid), starts_at, ends_at from given_up),
            opened as (
                insert into tasks (id, title, customer_id, assignee_id, origin, ref_id, priority, due_at, first_due_at, created_by,
                                   created_at)
                select uuidv7(), title, customer_id, cast(?3 as uuid), 'APPOINTMENT', id, 'HIGH', starts_at, starts_at,
                       coalesce(cast(?4 as uuid), owner_id), cast(?5 as timestamptz)
                  from given_up
                returning *)
            insert into task_moves (id, task_id, kind, at, by_id, assignee_id, due_at)
            select uuidv7(), id, 'OPENED', created_at, created_by, assignee_id, due_at from opened""";

    /** Else who checked in could neither check out, for the customer is out of sight, nor visit anybody else. */
    private static final String END_VISITS =
            """
            update visits set checked_out_at = greatest(checked_in_at, cast(?3 as timestamptz)), version = version + 1
             where customer_id = any (?1) and advisor_id = cast(?2 as uuid) and checked_out_at is null""";

    private final TaskNews news;
    private final Clock clock;

    Agenda(TaskNews news, Clock clock) {
        this.news = news;
        this.clock = clock;
    }

    /**
     * The open work about customers goes with them from one advisor to another, and what was told of it, in four statements; what others do about them
     * stays theirs. Appointments to come are cancelled, and a task tells the new advisor to make them anew; a visit that lasts
     * ends. Joins the caller's transaction.
     *
     * @param from who served them; null when out of the public pool
     * @param to null for the public pool, where their work waits for who claims them
     * @param by null where nobody did
     * @return how many tasks went
     */
    public Uni<Integer> handOver(Collection<UUID> customers, UUID from, UUID to, UUID by) {
        UUID[] all = customers.toArray(UUID[]::new);
        Instant now = clock.instant();
        return Db.execute(HAND_OVER, all, from, to, by, now)
                .call(() -> news.follow(now, HANDED, all, from, to, now))
                .call(() -> Db.execute(GIVE_UP, all, from, to, by, now))
                .call(() -> Db.execute(END_VISITS, all, from, now));
    }
}
