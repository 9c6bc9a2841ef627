package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Each person's own notifications, newest first; every call is one round trip. */
@ApplicationScoped
class Inbox {
    private static final String COLUMNS =
            "id, person_id, kind, entity_id, dedupe_key, data, created_at, expires_at, read_at, (select array[t.zh_title,"
                    + " t.zh_body, t.en_title, t.en_body] from notice_texts t where t.id = text_id) as text";
    private static final String PAGE = "select " + COLUMNS + " from notifications where person_id = $1 and id < $2 %s"
            + " order by id desc limit $3";
    private static final String READ_TOO =
            """
            with withdrawn as (
                update deliveries set state = 'DROPPED', reason = 'READ', ended_at = $3
                 where notification_id = (select id from notifications where id = $1 and person_id = $2)
                   and state = 'PENDING')
            update notifications set read_at = coalesce(read_at, $3) where id = $1 and person_id = $2
            returning """
                    + " " + COLUMNS;
    private static final UUID LAST = new UUID(-1, -1);

    private final Pool pool;
    private final Clock clock;

    Inbox(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** A notification and whose it is. */
    record Entry(UUID person, NotificationView view) {}

    /** @param unread true for the unread alone, false for the read alone, null for all */
    Uni<Page<NotificationView>> page(UUID person, Boolean unread, Language language, PageRequest page) {
        Cursor cursor = page.cursor(1);
        String filter = unread == null ? "" : unread ? "and read_at is null" : "and read_at is not null";
        return pool.preparedQuery(PAGE.formatted(filter))
                .execute(Tuple.of(person, cursor == null ? LAST : cursor.uuid(0), page.rows()))
                .map(rows -> Page.of(
                                entries(rows, language),
                                page.limit(),
                                entry -> Cursor.of(entry.view().id()))
                        .map(Entry::view));
    }

    /** Marks one as read, which withdraws its waiting pushes. Safe to repeat. @throws Problem NOT_FOUND */
    Uni<NotificationView> read(UUID person, UUID id, Language language) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(READ_TOO).execute(Tuple.of(id, person, now)).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.of(CommonProblem.NOT_FOUND);
            }
            return entries(rows, language).get(0).view();
        });
    }

    /** What one batch brought these people, in Chinese. */
    Uni<List<Entry>> ofBatch(UUID batch, Collection<UUID> people) {
        return pool.preparedQuery("select " + COLUMNS + " from notifications where batch = $1 and person_id = any($2)")
                .execute(Tuple.tuple().addUUID(batch).addArrayOfUUID(people.toArray(UUID[]::new)))
                .map(rows -> entries(rows, Language.ZH_CN));
    }

    private static List<Entry> entries(RowSet<Row> rows, Language language) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Entry(row.getUUID("person_id"), view(row, language)))
                .toList();
    }

    private static NotificationView view(Row row, Language language) {
        NoticeKind kind = NoticeKind.valueOf(row.getString("kind"));
        NoticeText text = NoticeText.of(kind, row.getArrayOfStrings("text"));
        return new NotificationView(
                row.getUUID("id"),
                kind,
                row.getUUID("entity_id"),
                DedupeKey.hashed(row.getString("dedupe_key")),
                text.title(language),
                text.body(language),
                data(row),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                instant(row, "read_at"));
    }

    private static Map<String, String> data(Row row) {
        return row.getJsonObject("data").stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
