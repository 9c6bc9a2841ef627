package io.wealthcrm.settlement;

import io.wealthcrm.shared.QueryValue;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a list of entries is narrowed to; members left out narrow nothing. */
class EntryFilter {
    @QueryParam("from")
    @Schema(implementation = LocalDate.class)
    String from;

    @QueryParam("to")
    @Schema(implementation = LocalDate.class)
    String to;

    @QueryParam("kind")
    String kind;

    /** Vouchers that are not posted are listed by their status alone. */
    @QueryParam("status")
    @Schema(implementation = EntryStatus.class, defaultValue = "POSTED")
    String status;

    @QueryParam("subjectId")
    @Schema(implementation = UUID.class)
    String subjectId;

    @QueryParam("productId")
    @Schema(implementation = UUID.class)
    String productId;

    EntryStatus status() {
        EntryStatus known = QueryValue.choice("status", status, EntryStatus.class);
        return known == null ? EntryStatus.POSTED : known;
    }

    LocalDate first() {
        return QueryValue.date("from", from);
    }

    LocalDate last() {
        return QueryValue.date("to", to);
    }

    UUID subject() {
        return QueryValue.parsed("subjectId", subjectId, UUID::fromString);
    }

    UUID product() {
        return QueryValue.parsed("productId", productId, UUID::fromString);
    }
}
