package io.wealthcrm.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells people things: into their inboxes, and from there to their sockets and devices. */
@ApplicationScoped
public class Notifications {
    private static final String ONE_NOTICE =
            """
            select cast(person as uuid) as person_id, cast(?2 as uuid) as entity_id, ?3 as occasion,
                   cast(cast(?4 as text) as jsonb) as data, cast(?5 as timestamptz) as expires_at
              from unnest(string_to_array(?1, ',')) as person""";

    /**
     * One statement for any number of people and devices; {@code %s}: the audience, then the numbers of our parameters. A
     * token unheard of for 60 days is stale: FCM counts what is sent to such against the sender.
     */
    private static final String FAN_OUT =
            """
            with audience as (%1$s),
            made as (
                insert into notifications (id, person_id, kind, entity_id, occasion, data, batch, created_at, expires_at, text_id)
                select uuidv7(), a.person_id, ?%2$d, a.entity_id, a.occasion, a.data, ?%3$d, cast(?%4$d as timestamptz),
                       a.expires_at, cast(?%6$d as uuid)
                  from audience a join users u on u.id = a.person_id and u.active
                  left join notification_preferences p on p.person_id = a.person_id
                 where ?%2$d <> all (coalesce(p.hidden, '{}'))%7$s
                on conflict on constraint notifications_once do nothing
                returning id, person_id, expires_at),
            pushed as (
                insert into deliveries (id, notification_id, installation_id, lane, channel, due_at, expires_at, token_version)
                select uuidv7(), m.id, d.installation_id, ?%5$d, d.channel, cast(?%4$d as timestamptz), m.expires_at,
                       d.token_version
                  from made m join devices d on d.user_id = m.person_id and d.push_token is not null
                   and d.token_status = 'ACTIVE' and d.seen_at > now() - interval '60 days'
                 where m.expires_at > cast(?%4$d as timestamptz))
            select count(*) from made""";

    /** Marketing goes to customers only with their consent; what is queued already is asked for again when it is claimed. */
    private static final String CONSENTED =
            """

                   and (u.customer_id is null or may_market(u.customer_id, 'MARKETING_PUSH', cast('%s' as date)))""";

    private static final String CANCEL =
            """
            with seen as (
                update notifications set read_at = cast(?4 as timestamptz)
                 where person_id = ?3 and kind = ?1 and entity_id = ?2 and read_at is null
                   and (?5 < 0 or case when occasion ~ '^[0-9]{1,18}$' then cast(occasion as bigint) <= ?5 else false end)
                returning id)
            update deliveries d set state = 'DROPPED', reason = 'READ', ended_at = cast(?4 as timestamptz)
              from seen where d.notification_id = seen.id and d.state = 'PENDING'""";

    /** Of what somebody was told and has not seen to; {@code %s}: what moved, then the numbers of our parameters. */
    private static final String SEEN =
            """
            with moved as materialized (%1$s),
            seen as (
                update notifications n set read_at = cast(?%2$d as timestamptz) from moved m
                 where n.person_id = m.%4$s and n.entity_id = m.entity_id and n.read_at is null
                   and n.kind = any (string_to_array(cast(?%3$d as text), ','))
                returning n.*, m.to_id),
            dropped as (
                update deliveries d set state = 'DROPPED', reason = 'READ', ended_at = cast(?%2$d as timestamptz)
                  from seen where d.notification_id = seen.id and d.state = 'PENDING'),
            """;

    /** Without pushes: whoever takes over is told so once. */
    private static final String FOLLOW = SEEN
            + """
            made as (
                insert into notifications as n (id, person_id, kind, entity_id, occasion, data, batch, created_at, expires_at, text_id)
                select uuidv7(), s.to_id, s.kind, s.entity_id, s.occasion, s.data, ?%5$d, cast(?%2$d as timestamptz), s.expires_at, s.text_id
                  from seen s join users u on u.id = s.to_id and u.active
                on conflict on constraint notifications_once do update set read_at = null
                returning n.id)
            select count(*) from made""";

    private static final String RETURN = SEEN
            + """
            reopened as (
                update notifications n set read_at = null from moved m
                 where n.person_id = m.from_id and n.entity_id = m.entity_id and n.read_at = cast(?%5$d as timestamptz)
                   and n.kind = any (string_to_array(cast(?%3$d as text), ','))
                returning n.id)
            select count(*) from reopened""";

    private final Clock clock;
    private final ObjectMapper json;
    private final Outbox outbox;
    private final ZoneId zone;

    Notifications(Clock clock, ObjectMapper json, Outbox outbox, WealthConfig config) {
        this.clock = clock;
        this.json = json;
        this.outbox = outbox;
        this.zone = config.zone();
    }

    /** Puts the notice into each person's inbox once and queues its pushes. Joins the caller's transaction. */
    public Uni<Void> tell(Notice notice) {
        return tell(notice, null);
    }

    /** As before, in the words of {@link #words}, or the kind's own for null. */
    Uni<Void> tell(Notice notice, UUID words) {
        if (notice.people().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return fanOut(
                        notice.kind(),
                        words,
                        ONE_NOTICE,
                        joined(notice.people()),
                        notice.entityId(),
                        notice.occasion(),
                        write(notice.data()),
                        notice.expiresAt())
                .replaceWithVoid();
    }

    /**
     * Tells everybody a query finds, in one statement. Joins the caller's transaction.
     *
     * @param audienceSql a select of {@code person_id uuid, entity_id uuid, occasion text, data jsonb, expires_at
     *     timestamptz}, with {@code ?1}, {@code ?2} … for the parameters
     * @return how many notifications are new
     */
    public Uni<Integer> fanOut(NoticeKind kind, String audienceSql, Object... params) {
        return fanOut(kind, null, audienceSql, params);
    }

    /** As before, in the words of {@link #words}, or the kind's own for null. */
    public Uni<Integer> fanOut(NoticeKind kind, UUID words, String audienceSql, Object... params) {
        UUID batch = Ids.next();
        Instant now = clock.instant();
        int n = params.length;
        List<Object> all = new ArrayList<>(Arrays.asList(params));
        all.addAll(Arrays.asList(kind.name(), batch, now, kind.lane().ordinal(), words));
        return Db.select(Long.class, fanOutSql(kind, audienceSql, n, now), all.toArray())
                .map(rows -> rows.get(0).intValue())
                .call(made -> made == 0 ? Uni.createFrom().voidItem() : outbox.publish(new NotificationsMade(batch)));
    }

    private String fanOutSql(NoticeKind kind, String audience, int n, Instant now) {
        String consented =
                kind.marketing() ? CONSENTED.formatted(now.atZone(zone).toLocalDate()) : "";
        return FAN_OUT.formatted(audience, n + 1, n + 2, n + 3, n + 4, n + 5, consented);
    }

    /** Keeps words for notices, which never change once told; the same words once. Joins the transaction. */
    public Uni<UUID> words(NoticeText text) {
        UUID id = UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        return Db.execute(
                        """
                        insert into notice_texts (id, zh_title, zh_body, en_title, en_body) values (?1, ?2, ?3, ?4, ?5)
                        on conflict (id) do nothing""",
                        id,
                        text.zhTitle(),
                        text.zhBody(),
                        text.enTitle(),
                        text.enBody())
                .replaceWith(id);
    }

    /** The person has seen to it: marks the unread notices as read and withdraws pushes not sent yet. Joins the transaction. */
    public Uni<Void> cancel(NoticeKind kind, UUID entityId, UUID person) {
        return cancelUpTo(kind, entityId, person, -1);
    }

    /** As {@link #cancel}, of notices whose occasion is a number, up to and with that number (a chat message's seq). */
    public Uni<Void> cancelUpTo(NoticeKind kind, UUID entityId, UUID person, long occasion) {
        return Db.execute(CANCEL, kind.name(), entityId, person, clock.instant(), occasion)
                .replaceWithVoid();
    }

    /**
     * What waits unread in inboxes goes with what it is about to somebody else's, where it is not pushed again. Joins the transaction.
     *
     * @param at when it goes, by which {@link #bringBack} knows it again
     * @param movedSql a select of {@code entity_id uuid, from_id uuid, to_id uuid}, with {@code ?1}, {@code ?2} … for the parameters;
     *     where {@code to_id} is null it waits for nobody
     */
    public Uni<Void> follow(Collection<NoticeKind> kinds, Instant at, String movedSql, Object... params) {
        UUID batch = Ids.next();
        return moved(FOLLOW, "from_id", kinds, at, movedSql, params, batch)
                .call(made -> made == 0 ? Uni.createFrom().voidItem() : outbox.publish(new NotificationsMade(batch)))
                .replaceWithVoid();
    }

    /** After what moved then was taken back: it waits for who had it before. Joins the transaction. @param at as for {@link #follow} */
    public Uni<Void> bringBack(Collection<NoticeKind> kinds, Instant at, String movedSql, Object... params) {
        return moved(RETURN, "to_id", kinds, clock.instant(), movedSql, params, at)
                .replaceWithVoid();
    }

    private static Uni<Long> moved(
            String statement,
            String holder,
            Collection<NoticeKind> kinds,
            Instant at,
            String movedSql,
            Object[] params,
            Object last) {
        int n = params.length;
        List<Object> all = new ArrayList<>(Arrays.asList(params));
        all.addAll(Arrays.asList(at, kinds.stream().map(Enum::name).collect(Collectors.joining(",")), last));
        return Db.select(Long.class, statement.formatted(movedSql, n + 1, n + 2, holder, n + 3), all.toArray())
                .map(rows -> rows.get(0));
    }

    private static String joined(Collection<UUID> people) {
        return people.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private String write(Map<String, String> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
