package io.wealthcrm.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A step that waits for the caller.
 *
 * @param id of the step
 * @param approvalId of the request, to be read at {@code /approvals/{approvalId}}
 * @param overdue whether it is past its due time
 * @param actingFor who delegated it; absent for the caller's own
 * @param decideAt where the decision is posted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskView(
        UUID id,
        UUID approvalId,
        String kind,
        String subjectKind,
        UUID subjectId,
        String title,
        String step,
        UUID requesterId,
        String requesterName,
        Money amount,
        String currency,
        Instant openedAt,
        Instant dueAt,
        boolean overdue,
        UUID actingFor,
        String decideAt) {

    /** As it is read. */
    record Row(
            UUID id,
            UUID approvalId,
            String kind,
            String subjectKind,
            UUID subjectId,
            String title,
            String step,
            UUID requesterId,
            String requesterName,
            BigDecimal amount,
            Instant openedAt,
            Instant dueAt,
            UUID actingFor,
            String decideAt) {

        TaskView view(UUID caller, Instant now) {
            return new TaskView(
                    id,
                    approvalId,
                    kind,
                    subjectKind,
                    subjectId,
                    title,
                    step,
                    requesterId,
                    requesterName,
                    Money.of(amount),
                    "CNY",
                    openedAt,
                    dueAt,
                    !dueAt.isAfter(now),
                    actingFor.equals(caller) ? null : actingFor,
                    RequestView.decideAt(decideAt, approvalId));
        }
    }
}
