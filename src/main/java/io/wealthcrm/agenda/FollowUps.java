package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.InteractionRecorded;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Follow-ups (跟进) are tasks: being in touch with a customer ends what was due by that day, and a next step opens a new one
 * for who serves the customer. Under the interaction's id, so that what is handled twice is there once.
 */
@ApplicationScoped
class FollowUps implements OutboxHandler<InteractionRecorded> {
    /** A remark for colleagues is no contact; nor does an interaction end what was planned after it was written down. */
    private static final String END =
            """
            with met as (
                select * from interactions where id = ?1 and kind <> 'NOTE'),
            ended as (
                update tasks t set state = 'DONE', ended_at = met.created_at, ended_by = met.by_id, version = version + 1
                  from met
                 where t.customer_id = met.customer_id and t.origin = 'FOLLOW_UP' and t.state = 'OPEN'
                   and t.created_at < met.created_at
                   and cast(t.due_at at time zone ?2 as date) <= cast(met.at at time zone ?2 as date)
                returning t.*)
            insert into task_moves (id, task_id, kind, at, by_id, assignee_id, due_at)
            select uuidv7(), id, 'DONE', ended_at, ended_by, assignee_id, due_at from ended""";

    private static final String OPEN =
            """
            with opened as (
                insert into tasks (id, title, note, customer_id, assignee_id, origin, ref_id, priority, due_at, first_due_at,
                                   created_by, created_at)
                select i.id, left(coalesce(i.next_step, i.summary), 200), case when length(i.next_step) > 200 then i.next_step end,
                       i.customer_id, c.advisor_id, 'FOLLOW_UP', i.id, 'NORMAL', i.next_at, i.next_at, i.by_id, i.created_at
                  from interactions i join customers c on c.id = i.customer_id
                 where i.id = ?1 and i.next_at is not null
                on conflict (id) do nothing
                returning *)
            insert into task_moves (id, task_id, kind, at, by_id, assignee_id, due_at)
            select uuidv7(), id, 'OPENED', created_at, created_by, assignee_id, due_at from opened""";

    private final WealthConfig config;

    FollowUps(WealthConfig config) {
        this.config = config;
    }

    @Override
    public Class<InteractionRecorded> event() {
        return InteractionRecorded.class;
    }

    @Override
    public Uni<Void> handle(InteractionRecorded recorded) {
        return Db.execute(END, recorded.interactionId(), config.zone().getId())
                .chain(() -> Db.execute(OPEN, recorded.interactionId()))
                .replaceWithVoid();
    }
}
