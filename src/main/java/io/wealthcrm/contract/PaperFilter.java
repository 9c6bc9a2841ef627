package io.wealthcrm.contract;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.QueryValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
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
        return QueryValue.choice("status", status, PaperStatus.class);
    }

    boolean overdue() {
        if (overdue != null && !overdue.equals("true") && !overdue.equals("false")) {
            throw Problem.invalid("/overdue", "MALFORMED", "true, false");
        }
        return "true".equals(overdue);
    }

    UUID product() {
        return QueryValue.parsed("productId", productId, UUID::fromString);
    }

    UUID batch() {
        return QueryValue.parsed("batchId", batchId, UUID::fromString);
    }

    UUID advisor() {
        return QueryValue.parsed("advisorId", advisorId, UUID::fromString);
    }
}
