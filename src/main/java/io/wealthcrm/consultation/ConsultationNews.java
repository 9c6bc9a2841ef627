package io.wealthcrm.consultation;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.Notice;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes down and tells each step of a question. All of it joins the transaction of the step. */
@ApplicationScoped
class ConsultationNews {
    private static final Duration WORTH = Duration.ofDays(1);

    private static final String MOVE =
            """
            insert into consultation_moves (id, consultation_id, kind, by_id, to_id, note)
            values (?1, ?2, ?3, cast(?4 as uuid), cast(?5 as uuid), cast(?6 as text))""";

    /** Those on duty whose unit has the question's below it; who is away is not asked. */
    private static final String ON_DUTY =
            """
            select d.user_id as person_id, k.id as entity_id, 'QUEUED-' || k.version as occasion,
                   jsonb_build_object('consultationId', k.id, 'conversationId', k.conversation_id) as data,
                   cast(?2 as timestamptz) as expires_at
              from consultations k join units theirs on theirs.id = k.unit_id
              join consultation_availability d on d.on_duty and (d.away_until > now()) is not true
              join users u on u.id = d.user_id and u.active join units mine on mine.id = u.unit_id
             where k.id = any(?1) and theirs.path like mine.path || '%'""";

    private final Notifications notifications;
    private final Outbox outbox;
    private final Clock clock;

    ConsultationNews(Notifications notifications, Outbox outbox, Clock clock) {
        this.notifications = notifications;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param by null where time did it; @param to who has it from now on, or null */
    Uni<Void> moved(UUID id, String kind, UUID by, UUID to, String note) {
        return Db.execute(MOVE, Ids.next(), id, kind, by, to, note).replaceWithVoid();
    }

    /** Tells who has it now, or where nobody has, all who are on duty for it. */
    Uni<Void> tell(Consultation one) {
        return outbox.publish(one.event())
                .chain(() -> one.assigneeId() == null ? queued(List.of(one.id())) : assigned(one));
    }

    private Uni<Void> assigned(Consultation one) {
        return notifications.tell(new Notice(
                NoticeKind.CONSULTATION,
                List.of(one.assigneeId()),
                one.id(),
                "ASSIGNED-" + one.version(),
                Map.of(
                        "consultationId",
                        one.id().toString(),
                        "conversationId",
                        one.conversationId().toString()),
                clock.instant().plus(WORTH)));
    }

    /** Tells those on duty of questions that wait, in one statement. */
    Uni<Void> queued(Collection<UUID> ids) {
        return notifications
                .fanOut(
                        NoticeKind.CONSULTATION,
                        ON_DUTY,
                        ids.toArray(UUID[]::new),
                        clock.instant().plus(WORTH))
                .replaceWithVoid();
    }

    Uni<Void> ended(Consultation one) {
        return outbox.publish(one.event());
    }

    Uni<Void> publish(List<Consultation> many) {
        return outbox.publishAll(many.stream().map(Consultation::event).toList());
    }
}
