package io.wealthcrm.complaint;

import io.wealthcrm.shared.QueryValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a list of complaints is narrowed to; members left out narrow nothing. */
class ComplaintFilter {
    @QueryParam("kind")
    @Schema(implementation = ComplaintKind.class)
    String kind;

    @QueryParam("state")
    @Schema(implementation = ComplaintState.class)
    String state;

    @QueryParam("assigneeId")
    @Schema(implementation = UUID.class)
    String assigneeId;

    @QueryParam("customerId")
    @Schema(implementation = UUID.class)
    String customerId;

    String kind() {
        return name(QueryValue.choice("kind", kind, ComplaintKind.class));
    }

    String state() {
        return name(QueryValue.choice("state", state, ComplaintState.class));
    }

    UUID assignee() {
        return QueryValue.parsed("assigneeId", assigneeId, UUID::fromString);
    }

    UUID customer() {
        return QueryValue.parsed("customerId", customerId, UUID::fromString);
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }
}
