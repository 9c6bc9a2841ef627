package io.wealthcrm.consultation;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.chat.Rooms;
import io.wealthcrm.notification.Notice;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    /** Whom those on duty for it are told of; who is away is not asked. {@code %s}: which. */
    private static final String ON_DUTY =
            """
            select u.id as person_id, k.id as entity_id, 'QUEUED-' || k.version as occasion,
                   jsonb_build_object('consultationId', k.id, 'conversationId', k.conversation_id) as data,
                   cast(?2 as timestamptz) as expires_at
              from %s
             cross join lateral on_duty(k.unit_id, clock_timestamp(), ?1) as d (user_id)
              join users u on u.id = d.user_id and u.active
              left join consultation_availability a on a.user_id = u.id
             where (a.away_until > now()) is not true""";

    private static final String THESE = ON_DUTY.formatted("(select * from consultations where id = any(?3)) k");

    private static final String ALL_BY_ROSTERS = ON_DUTY.formatted(
            "(select * from consultations where state = 'QUEUED' and duty_roster(unit_id) is not null) k");

    /** Those that nobody is on duty for by their roster, with when somebody is. */
    private static final String OFF_DUTY =
            """
            select k.conversation_id, next.at
              from consultations k cross join lateral (select duty_roster(k.unit_id) as id) roster
             cross join lateral (select duty_opens(roster.id, now(), ?2) as at) next
             where k.id = any(?1) and roster.id is not null and (next.at > now()) is not false""";

    private static final String NOW_WITH =
            """
            select k.assignee_id as person_id, k.id as entity_id, 'ASSIGNED-' || k.version as occasion,
                   jsonb_build_object('consultationId', k.id, 'conversationId', k.conversation_id) as data,
                   cast(?1 as timestamptz) as expires_at
              from consultations k where k.id = any(?2) and k.assignee_id is not null""";

    private final Notifications notifications;
    private final Outbox outbox;
    private final Rooms rooms;
    private final Clock clock;
    private final String zone;

    ConsultationNews(Notifications notifications, Outbox outbox, Rooms rooms, Clock clock, WealthConfig config) {
        this.notifications = notifications;
        this.outbox = outbox;
        this.rooms = rooms;
        this.clock = clock;
        this.zone = config.zone().getId();
    }

    private record Closed(UUID room, Instant opensAt) {}

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
                worthUntil()));
    }

    /** Tells those on duty of questions that wait, and who asked outside of duty hours when those begin. */
    Uni<Void> queued(Collection<UUID> ids) {
        UUID[] all = ids.toArray(UUID[]::new);
        return fanOut(THESE, zone, worthUntil(), all)
                .chain(() -> Db.select(Closed.class, OFF_DUTY, all, zone))
                .chain(closed -> Db.each(closed, this::offDuty));
    }

    /** Tells those whose shift has begun of what waits for them; of each question once. */
    Uni<Void> begun() {
        return fanOut(ALL_BY_ROSTERS, zone, worthUntil());
    }

    private Uni<Void> offDuty(Closed closed) {
        Map<String, String> facts = closed.opensAt() == null
                ? Map.of()
                : Map.of("opensAt", closed.opensAt().toString());
        return rooms.say(closed.room(), "CONSULTATION_OFF_DUTY", facts);
    }

    private Uni<Void> fanOut(String audience, Object... parameters) {
        return notifications
                .fanOut(NoticeKind.CONSULTATION, audience, parameters)
                .replaceWithVoid();
    }

    private Instant worthUntil() {
        return clock.instant().plus(WORTH);
    }

    Uni<Void> ended(Consultation one) {
        return outbox.publish(one.event());
    }

    /** Tells of many at once who has each now, and of those in the queue who is on duty. */
    Uni<Void> handedOver(List<Consultation> many) {
        UUID[] all = many.stream().map(Consultation::id).toArray(UUID[]::new);
        List<UUID> waiting = many.stream()
                .filter(one -> one.assigneeId() == null)
                .map(Consultation::id)
                .toList();
        return publish(many)
                .chain(() -> fanOut(NOW_WITH, worthUntil(), all))
                .chain(() -> waiting.isEmpty() ? Uni.createFrom().voidItem() : queued(waiting));
    }

    Uni<Void> publish(List<Consultation> many) {
        return outbox.publishAll(many.stream().map(Consultation::event).toList());
    }
}
