package io.wealthcrm.notification;

import io.wealthcrm.shared.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One push as it leaves the firm: a text that tells nothing, and ids.
 *
 * @param tag what it replaces on the screen: itself when repeated, and for chat the person's earlier chat push
 * @param collapse the same towards the push service while the device is unreachable; null where each push is kept
 * @param life how long the push service may keep trying, never beyond the event itself
 */
record PushMessage(
        String token,
        String title,
        String body,
        Map<String, String> data,
        String tag,
        String collapse,
        Lane lane,
        Duration life) {

    /** FCM keeps nothing longer. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(28);

    /** To the device's token; {@code now} by the firm's clock, as the delivery's expiry is. */
    static PushMessage of(Digest digest, String token, Instant now) {
        DueDelivery delivery = digest.leader();
        DueDelivery.Subject subject = delivery.subject();
        Language language = Language.of(delivery.device().locale());
        String collapse = subject.kind() == NoticeKind.CHAT_MESSAGE
                ? chatKey(delivery.person().id())
                : null;
        return new PushMessage(
                token,
                subject.text().title(language),
                digest.size() == 1 ? subject.text().body(language) : several(digest.size(), language),
                data(subject, digest.size()),
                collapse != null ? collapse : subject.id().toString(),
                collapse,
                delivery.lane(),
                life(now, delivery.expiresAt()));
    }

    boolean urgent() {
        return !lane.bulk();
    }

    private static String several(int count, Language language) {
        return language.choose("共 " + count + " 条，请打开查看", count + " of these; open the app to see them");
    }

    /** Of a digest also how many notices it tells of; the app finds them in the inbox. */
    private static Map<String, String> data(DueDelivery.Subject subject, int count) {
        Map<String, String> data = new HashMap<>(Map.of(
                "kind", subject.kind().name(),
                "entityId", subject.entityId().toString(),
                "notificationId", subject.id().toString(),
                "dedupe_key", DedupeKey.hashed(subject.dedupeKey())));
        if (count > 1) {
            data.put("count", String.valueOf(count));
        }
        return data;
    }

    private static String chatKey(UUID person) {
        return "chat-" + person;
    }

    private static Duration life(Instant now, Instant expiresAt) {
        Duration left = Duration.between(now, expiresAt);
        Duration whole = Duration.ofSeconds(Math.max(0, left.toSeconds()));
        return whole.compareTo(LONGEST_LIFE) < 0 ? whole : LONGEST_LIFE;
    }

    @Override
    public String toString() {
        return "PushMessage[" + data.get("dedupe_key") + "]";
    }
}
