package io.wealthcrm.notification;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.wealthcrm.identity.PushChannel;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads what {@link Deliveries} claimed. */
final class DueRows {
    private DueRows() {}

    static Lane lane(Row row) {
        return Lane.of(row.getInteger("lane"));
    }

    static PushChannel channel(Row row) {
        return PushChannel.valueOf(row.getString("channel"));
    }

    static List<DueDelivery> ranOut(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getBoolean("ran_out"))
                .map(DueRows::one)
                .toList();
    }

    static List<DueDelivery> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(DueRows::one).toList();
    }

    private static DueDelivery one(Row row) {
        return new DueDelivery(
                row.getUUID("id"),
                lane(row),
                row.getInteger("attempts"),
                Optional.ofNullable(row.getUUID("digest_of")).orElse(row.getUUID("id")),
                row.getOffsetDateTime("expires_at").toInstant(),
                new DueDelivery.Subject(
                        row.getUUID("notification_id"),
                        NoticeKind.valueOf(row.getString("kind")),
                        NoticeText.of(NoticeKind.valueOf(row.getString("kind")), row.getArrayOfStrings("text")),
                        row.getUUID("entity_id"),
                        row.getString("dedupe_key"),
                        row.getBoolean("read"),
                        row.getBoolean("shielded"),
                        row.getBoolean("unwanted")),
                new DueDelivery.Person(
                        row.getUUID("person_id"),
                        row.getBoolean("active"),
                        Set.of(row.getArrayOfStrings("muted")),
                        quiet(row)),
                new DueDelivery.Device(
                        row.getString("installation_id"),
                        row.getUUID("owner"),
                        row.getString("platform"),
                        channel(row),
                        row.getString("token"),
                        row.getString("fcm_token"),
                        Optional.ofNullable(row.getInteger("token_version")).orElse(0),
                        row.getString("locale")));
    }

    private static Optional<QuietHours> quiet(Row row) {
        if (row.getLocalTime("quiet_from") == null || row.getString("zone") == null) {
            return Optional.empty();
        }
        ZoneId zone = DueDelivery.zone(row.getString("zone"));
        return Optional.of(new QuietHours(row.getLocalTime("quiet_from"), row.getLocalTime("quiet_to"), zone));
    }
}
