package io.wealthcrm.agenda;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.InteractionRecorded;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/**
 * Says of appointments whose time has passed, by the firm's clock, whether they were kept: HELD where their owner was in touch
 * with the customer within an hour of them, or there is no customer; else MISSED, until such contact is written down after all.
 */
@ApplicationScoped
class PastAppointments implements OutboxHandler<InteractionRecorded> {
    private static final int BATCH = 500;

    /** That the interaction {@code i} is contact as of the appointment {@code a}. */
    private static final String KEPT =
            """
            i.customer_id = a.customer_id and i.by_id = a.owner_id and i.kind <> 'NOTE'
               and i.at between a.starts_at - interval '1 hour' and a.ends_at + interval '1 hour'""";

    /** {@code skip locked}: nodes share the work. A visit that lasts has its say when it ends. */
    private static final String SETTLE =
            """
            with past as (
                select a.id, case when a.customer_id is null or exists (select from interactions i where %s)
                                  then 'HELD' else 'MISSED' end as state
                  from appointments a
                 where a.state = 'BOOKED' and a.ends_at <= cast(?1 as timestamptz)
                   and not exists (select from visits v where v.appointment_id = a.id and v.checked_out_at is null)
                 order by a.ends_at limit %d for update of a skip locked),
            settled as (
                update appointments a set state = past.state, version = version + 1 from past where a.id = past.id
                returning a.*),
            told as (
                insert into timeline_entries (id, customer_id, at, kind, ref_id, data)
                select uuidv7(), s.customer_id, cast(?1 as timestamptz), 'APPOINTMENT_MISSED', s.id,
                       jsonb_build_object('summary', s.title, 'startsAt', to_jsonb(s.starts_at))
                  from settled s join customers c on c.id = s.customer_id and c.advisor_id = s.owner_id
                 where s.state = 'MISSED')
            insert into appointment_moves (id, appointment_id, kind, at, starts_at, ends_at)
            select uuidv7(), id, state, cast(?1 as timestamptz), starts_at, ends_at from settled"""
                    .formatted(KEPT, BATCH);

    private static final String HOLD_LATE =
            """
            with held as (
                update appointments a set state = 'HELD', version = version + 1
                  from interactions i where i.id = ?1 and a.state = 'MISSED' and %s
                returning a.id, a.starts_at, a.ends_at, i.by_id)
            insert into appointment_moves (id, appointment_id, kind, at, by_id, starts_at, ends_at)
            select uuidv7(), id, 'HELD', cast(?2 as timestamptz), by_id, starts_at, ends_at from held"""
                    .formatted(KEPT);

    private final AgendaConfig config;
    private final Background background;
    private final Clock clock;

    PastAppointments(AgendaConfig config, Background background, Clock clock) {
        this.config = config;
        this.background = background;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        background.every(config.lookEvery(), "past appointments", this::settle);
    }

    /** Until none is left. */
    private Uni<Void> settle() {
        return Panache.withTransaction(() -> Db.execute(SETTLE, clock.instant()))
                .chain(settled -> settled < BATCH ? Uni.createFrom().voidItem() : settle());
    }

    @Override
    public Class<InteractionRecorded> event() {
        return InteractionRecorded.class;
    }

    @Override
    public Uni<Void> handle(InteractionRecorded recorded) {
        return Db.execute(HOLD_LATE, recorded.interactionId(), clock.instant()).replaceWithVoid();
    }
}
