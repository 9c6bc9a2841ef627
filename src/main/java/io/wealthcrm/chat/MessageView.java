package io.wealthcrm.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A message as REST shows it, the same members as the {@code d} of a {@code msg} frame.
 *
 * @param cid absent for what the system says, as is {@code from}
 * @param kind {@code text}, {@code file} or {@code system}
 * @param body {@code {}} once recalled
 * @param editedAt of the last edit, absent when there was none
 * @param recalledAt absent unless it was recalled
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
        Instant recalledAt) {}
