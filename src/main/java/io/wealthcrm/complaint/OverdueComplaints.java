package io.wealthcrm.complaint;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Sends what is overdue one level up the line (升级) for each of its times that has passed, by the firm's clock. Levels at which
 * nobody else is are passed over; the last is compliance.
 */
@ApplicationScoped
class OverdueComplaints {
    private static final int BATCH = 200;

    /** {@code skip locked}: nodes share the work, and what somebody is working on right now is left to them. */
    private static final String RAISE =
            """
            with due as (
                select k.id, coalesce((select min(l.level) from complaint_ladder l
                                        where l.complaint_id = k.id and l.level > k.level), cast(%1$d as smallint)) as next
                  from complaints k where k.escalate_at <= cast(?1 as timestamptz)
                 order by k.escalate_at limit %2$d for update of k skip locked),
            raised as (
                update complaints k
                   set level = due.next, passed = k.passed + 1, version = k.version + 1,
                       escalate_at = case when due.next < %1$d then (array[k.due_at, k.late_at, k.very_late_at])[k.passed + 1] end
                  from due where k.id = due.id
                returning k.id, k.state, k.level, k.assignee_id),
            written as (
                insert into complaint_moves (id, complaint_id, kind, from_state, to_state, level, to_id, at)
                select uuidv7(), id, 'ESCALATED', state, state, level, assignee_id, cast(?1 as timestamptz) from raised)
            select id from raised"""
                    .formatted(Complaint.TOP, BATCH);

    private final ComplaintNews news;
    private final ComplaintConfig config;
    private final Background background;
    private final Clock clock;

    OverdueComplaints(ComplaintNews news, ComplaintConfig config, Background background, Clock clock) {
        this.news = news;
        this.config = config;
        this.background = background;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        background.every(config.lookEvery(), "overdue complaints", this::raise);
    }

    /** Until nothing is due any more: after a long absence of the service several times of one complaint have passed. */
    private Uni<Void> raise() {
        return Panache.withTransaction(this::raiseSome)
                .chain(raised -> raised == 0 ? Uni.createFrom().voidItem() : raise());
    }

    private Uni<Integer> raiseSome() {
        return Db.select(UUID.class, RAISE, clock.instant())
                .call(raised -> raised.isEmpty() ? Uni.createFrom().voidItem() : news.escalated(raised))
                .map(List::size);
    }
}
