package io.wealthcrm.agenda;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * One step of a task's history.
 *
 * @param by absent where nobody did
 * @param assigneeId who has it from then on; absent while nobody does
 * @param dueAt until when, from then on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskMoveView(UUID id, TaskMoveKind kind, Instant at, UUID by, UUID assigneeId, Instant dueAt, String note) {}
