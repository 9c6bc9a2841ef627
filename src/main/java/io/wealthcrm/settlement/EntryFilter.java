package io.wealthcrm.settlement;

import io.wealthcrm.shared.Problem;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a list of entries is narrowed to; members left out narrow nothing. Parsed here, because a parameter that JAX-RS
 * cannot convert is answered as if the route did not exist.
 */
class EntryFilter {
    @QueryParam("from")
    @Schema(implementation = LocalDate.class)
    String from;

    @QueryParam("to")
    @Schema(implementation = LocalDate.class)
    String to;

    @QueryParam("kind")
    String kind;

    @QueryParam("subjectId")
    @Schema(implementation = UUID.class)
    String subjectId;

    @QueryParam("productId")
    @Schema(implementation = UUID.class)
    String productId;

    LocalDate first() {
        return parsed("/from", from, LocalDate::parse);
    }

    LocalDate last() {
        return parsed("/to", to, LocalDate::parse);
    }

    UUID subject() {
        return parsed("/subjectId", subjectId, UUID::fromString);
    }

    UUID product() {
        return parsed("/productId", productId, UUID::fromString);
    }

    static <T> T parsed(String pointer, String text, Function<String, T> parser) {
        try {
            return text == null || text.isEmpty() ? null : parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw Problem.invalid(pointer, "MALFORMED", "取值无效 / not a valid value");
        }
    }
}
