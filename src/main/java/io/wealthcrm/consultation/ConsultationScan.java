package io.wealthcrm.consultation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.function.Function;

/**
 * Looks for first answers, which are messages like any other, and for questions left unanswered too long or by somebody who
 * has gone: those go to the queue. Visits nobody took in their time are closed. One statement each, by indexes that hold only what is open; nodes skip what another is at.
 */
@ApplicationScoped
class ConsultationScan {
    private static final int BATCH = 200;

    /**
     * Of a question {@code k}; {@code %s}: what of it. Only who has a place in the firm answers: a merge of two customers moves the
     * question to the account that goes on, and what the other had said is still the customer's.
     */
    static final String FIRST_ANSWER =
            """
            select %s from messages x join users u on u.id = x.sender_id and u.unit_id is not null
             where x.conversation_id = k.conversation_id and x.kind <> 'system'""";

    /**
     * Who answers what waits in the queue has it: the advisor who was too late is still in the room. Who answered and then
     * handed it over to the queue has not.
     */
    private static final String ANSWERED =
            """
            with found as (
                select k.id, first.at, first.sender_id from consultations k
                  cross join lateral (%s order by x.seq limit 1) first
                 where k.answered_at is null and k.state <> 'CLOSED' order by k.id limit %d for update of k skip locked
            ), moved as (
                update consultations k
                   set answered_at = found.at, due_at = null,
                       duty_wait = duty_seconds(k.unit_id, k.asked_at, found.at, ?1), version = version + 1,
                       state_at = case when k.state = 'QUEUED' then greatest(found.at, k.state_at) else k.state_at end,
                       assignee_id = case when k.state = 'ASSIGNED' then k.assignee_id
                                          when found.at > k.state_at then found.sender_id end,
                       state = case when k.state = 'QUEUED' and found.at <= k.state_at then 'QUEUED' else 'ASSIGNED' end
                  from found where k.id = found.id
                returning %s
            ), written as (
                insert into consultation_moves (id, consultation_id, kind, at, by_id, to_id)
                select uuidv7(), m.id, 'ANSWERED', f.at, f.sender_id, m.assignee_id from moved m join found f on f.id = m.id)
            select * from moved"""
                    .formatted(FIRST_ANSWER.formatted("x.at, x.sender_id"), BATCH, Consultation.COLUMNS);

    private static final String OVERDUE =
            """
            with found as (
                select k.id, k.assignee_id from consultations k
                 where k.state = 'ASSIGNED'
                   and (k.answered_at is null and k.due_at < clock_timestamp()
                        or exists (select from users u where u.id = k.assignee_id and not u.active))
                 order by k.id limit %d for update skip locked
            ), moved as (
                update consultations k
                   set state = 'QUEUED', assignee_id = null, due_at = null, state_at = clock_timestamp(), version = version + 1
                  from found where k.id = found.id
                returning %s
            ), written as (
                insert into consultation_moves (id, consultation_id, kind) select uuidv7(), id, 'TIMED_OUT' from moved)
            select * from moved"""
                    .formatted(BATCH, Consultation.COLUMNS);

    /** Their visitors can neither read an answer nor ask on. */
    private static final String VISITORS_GONE =
            """
            select %s from consultations k where k.state = 'QUEUED' and k.visit_until < now()
             order by k.id limit 20 for update skip locked"""
                    .formatted(Consultation.COLUMNS);

    private final Consultations consultations;
    private final ConsultationNews news;
    private final ConsultationConfig config;
    private final String zone;
    private final Background background;

    ConsultationScan(
            Consultations consultations,
            ConsultationNews news,
            ConsultationConfig config,
            WealthConfig firm,
            Background background) {
        this.consultations = consultations;
        this.news = news;
        this.config = config;
        this.zone = firm.zone().getId();
        this.background = background;
    }

    void start(@Observes StartupEvent event) {
        background.every(config.lookEvery(), "consultations", this::look);
        background.every(config.dutyEvery(), "duty shifts", () -> Panache.withTransaction(news::begun));
    }

    private Uni<Void> look() {
        return step(news::publish, ANSWERED, zone)
                .chain(() -> step(this::queued, OVERDUE))
                .chain(() -> step(gone -> Db.each(gone, one -> consultations.end(one, null)), VISITORS_GONE));
    }

    private static Uni<Void> step(Function<List<Consultation>, Uni<Void>> then, String sql, Object... parameters) {
        return Panache.withTransaction(
                () -> Db.select(Consultation.class, sql, parameters).chain(then::apply));
    }

    private Uni<Void> queued(List<Consultation> overdue) {
        return overdue.isEmpty()
                ? Uni.createFrom().voidItem()
                : news.publish(overdue)
                        .chain(() -> news.queued(
                                overdue.stream().map(Consultation::id).toList()));
    }
}
