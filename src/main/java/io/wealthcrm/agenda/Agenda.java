package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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

    private final Tasks tasks;
    private final Clock clock;

    Agenda(Tasks tasks, Clock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * Opens a task that came of another feature's record, and tells the assignee unless it is {@code by}. Whether the
     * assignee may do it is the feature's to say. Joins the caller's transaction.
     *
     * @param origin PLAN or SERVICE
     * @param ref the record it came of
     * @return the task's id
     */
    public Uni<UUID> open(NewTask task, TaskOrigin origin, UUID ref, UUID by) {
        return tasks.open(task, origin, ref, by).map(opened -> opened.id);
    }

    /**
     * The open work about customers goes with them from one advisor to another, in one statement; what others do about them
     * stays theirs. Joins the caller's transaction.
     *
     * @param from who served them; null when out of the public pool
     * @param to null for the public pool, where their work waits for who claims them
     * @param by null where nobody did
     * @return how many tasks went
     */
    public Uni<Integer> handOver(Collection<UUID> customers, UUID from, UUID to, UUID by) {
        return Db.execute(HAND_OVER, customers.toArray(UUID[]::new), from, to, by, clock.instant());
    }
}
