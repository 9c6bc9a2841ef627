package io.wealthcrm.agenda;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A task and where it stands.
 *
 * @param assigneeId absent while the customer is in the public pool
 * @param refId the record it came of: the interaction, the run of a plan or the appointment
 * @param firstDueAt as it was planned; {@code dueAt} is later where it was snoozed
 * @param outcome what came of it, or why it was cancelled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgendaTaskView(
        UUID id,
        String title,
        String note,
        UUID customerId,
        String customerName,
        UUID assigneeId,
        String assigneeName,
        TaskOrigin origin,
        UUID refId,
        Priority priority,
        Instant dueAt,
        Instant firstDueAt,
        TaskState state,
        Instant endedAt,
        UUID endedBy,
        String outcome,
        UUID createdBy,
        Instant createdAt,
        long version) {}
