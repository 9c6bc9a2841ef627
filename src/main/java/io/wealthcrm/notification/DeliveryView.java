package io.wealthcrm.notification;

import io.wealthcrm.identity.PushChannel;
import java.time.Instant;
import java.util.UUID;

/**
 * A push to one device, as administrators see it; the token is not shown.
 *
 * @param channel the device's when it was made
 * @param reason why it ended or waits; null when there is none
 * @param endedAt null while it waits
 * @param digestOf the delivery whose push told of this one as well; null unless it was digested
 */
record DeliveryView(
        UUID id,
        UUID notificationId,
        UUID personId,
        NoticeKind kind,
        Lane lane,
        PushChannel channel,
        Ruling.State state,
        String reason,
        int attempts,
        String installationId,
        Instant dueAt,
        Instant expiresAt,
        Instant endedAt,
        UUID digestOf) {}
