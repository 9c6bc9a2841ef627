package io.wealthcrm.contract;

import io.wealthcrm.shared.Problem;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a list of paper contracts is narrowed to; members left out narrow nothing. */
class PaperFilter {
    @QueryParam("status")
    @Schema(implementation = PaperStatus.class)
    String status;

    /** {@code true}: only those overdue. */
    @QueryParam("overdue")
    @Schema(implementation = Boolean.class)
    String overdue;

    @QueryParam("productId")
    @Schema(implementation = UUID.class)
    String productId;

    @QueryParam("batchId")
    @Schema(implementation = UUID.class)
    String batchId;

    @QueryParam("advisorId")
    @Schema(implementation = UUID.class)
    String advisorId;

    PaperStatus status() {
        return parsed("/status", status, PaperStatus::valueOf);
    }

    boolean overdue() {
        if (overdue != null && !overdue.equals("true") && !overdue.equals("false")) {
            throw Problem.invalid("/overdue", "MALFORMED", "true, false");
        }
        return "true".equals(overdue);
    }

    UUID product() {
        return parsed("/productId", productId, UUID::fromString);
    }

    UUID batch() {
        return parsed("/batchId", batchId, UUID::fromString);
    }

    UUID advisor() {
        return parsed("/advisorId", advisorId, UUID::fromString);
    }

    private static <T> T parsed(String pointer, String text, Function<String, T> parser) {
        try {
            return text == null || text.isEmpty() ? null : parser.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid(pointer, "MALFORMED", "取值无效 / not a valid value");
        }
    }
}
