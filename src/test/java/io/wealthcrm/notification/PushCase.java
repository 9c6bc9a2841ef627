package io.wealthcrm.notification;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.FakeFcm;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What cases of pushing have in common: one service that pushes to a fake FCM, and somebody with a phone. */
abstract class PushCase {
    static final Duration SOON = Duration.ofSeconds(20);
    static final FakeFcm FCM = FakeFcm.start();
    static Service service;
    static Firm firm;

    final Person advisor = firm.advisor();
    final String token = "token-" + UUID.randomUUID();
    final String installation = "phone-" + advisor.username();

    void register(String phone, String pushToken, String locale) {
        register(advisor, phone, pushToken, locale);
    }

    static void register(Person person, String phone, String pushToken, String locale) {
        person.request()
                .body(Map.of(
                        "platform", "ANDROID", "pushToken", pushToken, "locale", locale, "timeZone", "Asia/Shanghai"))
                .put("/api/v1/devices/" + phone)
                .then()
                .statusCode(204);
    }

    UUID push(NoticeKind kind, Lane lane) {
        return push(kind, lane, Instant.now());
    }

    UUID push(NoticeKind kind, Lane lane, Instant dueAt) {
        return push(advisor, kind, lane, dueAt);
    }

    static UUID push(Person person, NoticeKind kind, Lane lane, Instant dueAt) {
        UUID notification = notification(person, kind);
        queue(person, notification, lane, dueAt);
        return notification;
    }

    UUID notification(NoticeKind kind) {
        return notification(advisor, kind);
    }

    static UUID notification(Person person, NoticeKind kind) {
        UUID id = Ids.next();
        firm.execute(
                """
                insert into notifications (id, person_id, kind, entity_id, occasion, data, batch, created_at, expires_at)
                values (?, ?, ?, ?, 'test', '{"note": "secret"}', ?, now(), now() + interval '1 day')""",
                id,
                person.id(),
                kind.name(),
                Ids.next(),
                Ids.next());
        return id;
    }

    static void queue(Person person, UUID notification, Lane lane, Instant dueAt) {
        firm.execute(
                """
                insert into deliveries (id, notification_id, installation_id, lane, channel, due_at, expires_at, token_version)
                select uuidv7(), n.id, d.installation_id, ?, d.channel, ?, n.expires_at, d.token_version
                  from notifications n join devices d on d.user_id = n.person_id and d.push_token is not null
                 where n.id = ? and n.person_id = ?""",
                lane.ordinal(),
                dueAt.atOffset(ZoneOffset.UTC),
                notification,
                person.id());
    }

    static List<String> states(UUID notification) {
        return List.of(one(
                        "select coalesce(string_agg(state, ',' order by state), 'NONE') from deliveries where notification_id = ?",
                        notification)
                .split(","));
    }

    static String reason(UUID notification) {
        return one("select reason from deliveries where notification_id = ?", notification);
    }

    static Duration dueIn(UUID notification) {
        String seconds = one(
                "select extract(epoch from due_at - now()) from deliveries where notification_id = ?", notification);
        return Duration.ofSeconds((long) Double.parseDouble(seconds));
    }

    static String dedupeKey(UUID notification) {
        return DedupeKey.hashed(one("select dedupe_key from notifications where id = ?", notification));
    }

    String device(String column) {
        return one("select " + column + " from devices where installation_id = ?", installation);
    }

    static String one(String sql, Object... parameters) {
        return firm.one(sql, parameters);
    }
}
