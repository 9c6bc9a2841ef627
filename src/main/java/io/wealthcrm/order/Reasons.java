package io.wealthcrm.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Reads the optional body {@code {"reason": "…"}}. By hand, because a request without body and Content-Type, which is what
 * {@code curl -X POST} sends, is refused with 415 where a record is expected.
 */
@ApplicationScoped
class Reasons {
    private static final int MAX = 500;

    private final ObjectMapper json;

    Reasons(ObjectMapper json) {
        this.json = json;
    }

    /** Null without body or reason. @throws Problem INVALID_INPUT */
    String of(String body) throws JsonProcessingException {
        Reason given = body == null || body.isBlank() ? null : json.readValue(body, Reason.class);
        if (given == null || given.reason() == null || given.reason().isBlank()) {
            return null;
        }
        if (given.reason().length() > MAX) {
            throw Problem.invalid("/reason", "SIZE", "0…500");
        }
        return given.reason();
    }
}
