package io.wealthcrm.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A legal hold (法律保全): while it stands nothing goes of what was said in its conversation, or in any its person is or was
 * in.
 *
 * @param conversationId or {@code userId}, one of the two
 * @param liftedAt absent while it stands, as are {@code liftedBy} and {@code liftReason}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Hold(
        UUID id,
        UUID conversationId,
        UUID userId,
        String reason,
        UUID placedBy,
        Instant placedAt,
        UUID liftedBy,
        Instant liftedAt,
        String liftReason) {}
