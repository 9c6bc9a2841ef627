package io.wealthcrm.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A line of the conversation list.
 *
 * @param goneSeq messages up to this one are kept no longer, on devices neither; 0 while all are
 * @param with the other person of a DIRECT conversation
 * @param unread messages of others the caller has not read, counted up to 100
 * @param lastMessage absent while there is none the caller may see
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConversationSummary(
        UUID id,
        ConversationKind kind,
        String title,
        UUID orderId,
        long lastSeq,
        Instant lastAt,
        long goneSeq,
        long readSeq,
        long unread,
        Other with,
        MessageView lastMessage,
        long version) {

    ConversationSummary with(MessageView drawn) {
        return new ConversationSummary(
                id, kind, title, orderId, lastSeq, lastAt, goneSeq, readSeq, unread, with, drawn, version);
    }

    /** The other person of a DIRECT conversation. */
    record Other(UUID userId, String displayName) {}
}
