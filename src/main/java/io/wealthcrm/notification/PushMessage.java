package io.wealthcrm.notification;

import io.wealthcrm.shared.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One push as it leaves the firm: a text that tells nothing, and ids.
 *
 * @param tag what it replaces on the screen: itself when repeated, and for chat the person's earlier chat push
 * @param collapse the same towards FCM while the device is unreachable; null where each push is kept
 * @param life how long FCM may keep trying, never beyond the event itself
 */
record PushMessage(
        String token,
        String title,
        String body,
        Map<String, String> data,
        String tag,
        String collapse,
        boolean urgent,
        Duration life) {

    /** FCM keeps nothing longer. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(28);

    /** {@code now} by the firm's clock, as the delivery's expiry is. */
    static PushMessage of(DueDelivery delivery, Instant now) {
        DueDelivery.Subject subject = delivery.subject();
        Language language = Language.of(delivery.device().locale());
        String collapse = subject.kind() == NoticeKind.CHAT_MESSAGE
                ? chatKey(delivery.person().id())
                : null;
        return new PushMessage(
                delivery.device().token(),
                subject.kind().title(language),
                subject.kind().body(language),
                Map.of(
                        "kind", subject.kind().name(),
                        "entityId", subject.entityId().toString(),
                        "notificationId", subject.id().toString(),
                        "dedupe_key", subject.dedupeKey()),
                collapse != null ? collapse : subject.id().toString(),
                collapse,
                !delivery.lane().bulk(),
                life(now, delivery.expiresAt()));
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
