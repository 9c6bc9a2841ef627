package io.wealthcrm.agenda;

import io.wealthcrm.shared.QueryValue;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a list of tasks is narrowed to; members left out narrow nothing, but for the state. */
class TaskFilter {
    /** OPEN where left out. */
    @QueryParam("state")
    @Schema(implementation = TaskState.class)
    String state;

    @QueryParam("assigneeId")
    @Schema(implementation = UUID.class)
    String assigneeId;

    @QueryParam("customerId")
    @Schema(implementation = UUID.class)
    String customerId;

    /** Only those due up to and with this business date. */
    @QueryParam("dueBy")
    @Schema(implementation = LocalDate.class)
    String dueBy;

    TaskState state() {
        TaskState chosen = QueryValue.choice("state", state, TaskState.class);
        return chosen == null ? TaskState.OPEN : chosen;
    }

    UUID assignee() {
        return QueryValue.parsed("assigneeId", assigneeId, UUID::fromString);
    }

    UUID customer() {
        return QueryValue.parsed("customerId", customerId, UUID::fromString);
    }

    LocalDate dueBy() {
        return QueryValue.date("dueBy", dueBy);
    }
}
