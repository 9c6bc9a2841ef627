package io.wealthcrm.notification;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.identity.PushChannel;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Pushes that did not arrive: listed, and sent once more when their cause is mended. */
@ApplicationScoped
class DeadLetters {
    private static final String PAGE =
            """
            select d.id, d.notification_id, n.person_id, n.kind, d.lane, d.channel, d.state, d.reason, d.attempts, d.installation_id,
                   d.due_at, d.expires_at, d.ended_at,
                   case when d.reason = 'DIGESTED' then d.digest_of end as digest_of
              from deliveries d join notifications n on n.id = d.notification_id
             where d.state = $1 and (d.ended_at, d.id) < ($2, $3)
             order by d.ended_at desc, d.id desc limit $4""";
    private static final String REPLAY =
            """
            update deliveries
               set state = 'PENDING', ended_at = null, reason = null, digest_of = null, attempts = 0, lease = null, lease_until = null,
                   due_at = cast(?2 as timestamptz)
             where id = ?1 and state in ('DROPPED', 'DEAD') and reason <> 'DIGESTED' and expires_at > cast(?2 as timestamptz)""";
    private static final OffsetDateTime END = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final Pool pool;
    private final Clock clock;
    private final Audit audit;

    DeadLetters(Pool pool, Clock clock, Audit audit) {
        this.pool = pool;
        this.clock = clock;
        this.audit = audit;
    }

    /** Those that ended in this state, the latest first. */
    Uni<Page<DeliveryView>> page(DeliveryResource.Ended state, PageRequest page) {
        Cursor cursor = page.cursor(2);
        Tuple parameters = Tuple.of(
                state.name(),
                cursor == null ? END : cursor.instant(0).atOffset(ZoneOffset.UTC),
                cursor == null ? new UUID(-1, -1) : cursor.uuid(1),
                page.rows());
        return pool.preparedQuery(PAGE)
                .execute(parameters)
                .map(rows -> Page.of(views(rows), page.limit(), last -> Cursor.of(last.endedAt(), last.id())));
    }

    /** @param by who asks for it; on record. @throws Problem NOT_FOUND, DELIVERY_NOT_ENDED, DELIVERY_DIGESTED, DELIVERY_EXPIRED */
    @WithTransaction
    Uni<Void> replay(UUID id, UUID by) {
        return Db.execute(REPLAY, id, clock.instant())
                .chain(replayed -> replayed == 1 ? audit.record(by, "DELIVERY_REPLAYED", "DELIVERY", id) : refusal(id));
    }

    private static Uni<Void> refusal(UUID id) {
        return Db.select(Ended.class, "select state, coalesce(reason, '') as reason from deliveries where id = ?1", id)
                .map(found -> {
                    if (found.isEmpty()) {
                        throw Problem.of(CommonProblem.NOT_FOUND);
                    }
                    throw found.get(0).refusal();
                });
    }

    /** @param reason empty for none */
    record Ended(String state, String reason) {
        Problem refusal() {
            Map<String, Object> current = Map.of("current", state);
            if (!state.equals("DROPPED") && !state.equals("DEAD")) {
                return Problem.of(NotificationProblem.DELIVERY_NOT_ENDED, current);
            }
            boolean told = reason.equals("DIGESTED");
            return Problem.of(
                    told ? NotificationProblem.DELIVERY_DIGESTED : NotificationProblem.DELIVERY_EXPIRED, current);
        }
    }

    private static List<DeliveryView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(DeadLetters::view)
                .toList();
    }

    private static DeliveryView view(Row row) {
        return new DeliveryView(
                row.getUUID("id"),
                row.getUUID("notification_id"),
                row.getUUID("person_id"),
                NoticeKind.valueOf(row.getString("kind")),
                Lane.of(row.getInteger("lane")),
                PushChannel.valueOf(row.getString("channel")),
                Ruling.State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getInteger("attempts"),
                row.getString("installation_id"),
                instant(row, "due_at"),
                instant(row, "expires_at"),
                instant(row, "ended_at"),
                row.getUUID("digest_of"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
