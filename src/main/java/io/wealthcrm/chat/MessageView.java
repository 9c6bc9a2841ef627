package io.wealthcrm.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A message as REST shows it, the same members as the {@code d} of a {@code msg} frame.
 *
 * @param cid absent for what the system says, as is {@code from}
 * @param kind {@code text}, {@code file}, {@code card} or {@code system}
 * @param body {@code {}} once recalled
 * @param file of a {@code file} message: {@code id, name, mediaType, size, width, height, pages} and {@code thumb}, where a
 *     small JPEG of it is, absent without one
 * @param card of a {@code card} message in a list of messages
 * @param editedAt of the last edit, absent when there was none
 * @param recalledAt absent unless it was recalled
 * @param replyGone true where the message it answers ({@code replyTo}) is kept no longer, else absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        long seq,
        UUID id,
        UUID cid,
        UUID from,
        String kind,
        JsonNode body,
        Instant at,
        Instant editedAt,
        Instant recalledAt,
        JsonNode file,
        CardView card,
        Boolean replyGone) {

    boolean isCard() {
        return kind.equals("card") && recalledAt == null;
    }

    MessageView with(CardView drawn) {
        return new MessageView(seq, id, cid, from, kind, body, at, editedAt, recalledAt, file, drawn, replyGone);
    }
}
