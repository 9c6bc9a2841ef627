package io.wealthcrm.notification;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A notification as its person sees it. {@code dedupeKey}, which tells nothing, stands in the push's data as well, so that
 * an app shows a repeated push once.
 *
 * @param readAt null while unread
 */
public record NotificationView(
        UUID id,
        NoticeKind kind,
        UUID entityId,
        String dedupeKey,
        String title,
        String body,
        Map<String, String> data,
        Instant createdAt,
        Instant expiresAt,
        Instant readAt) {}
