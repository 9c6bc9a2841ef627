package io.wealthcrm.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A request and its steps.
 *
 * @param stage where it stands or ended
 * @param decideAt where decisions are posted
 * @param steps in the order they came about; those superseded by a return to an earlier stage as well; absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RequestView(
        UUID id,
        String kind,
        String subjectKind,
        UUID subjectId,
        String title,
        UUID requesterId,
        Money amount,
        String currency,
        UUID productId,
        Map<String, Object> form,
        UUID replaces,
        ApprovalStatus status,
        int stage,
        String decideAt,
        Instant openedAt,
        Instant endedAt,
        List<RequestStep> steps,
        long version) {
    private static final String CURRENCY = "CNY";

    /**
     * One step.
     *
     * @param decidedBy who decided, with the right of
     * @param actingFor the same person, or whoever had delegated it
     * @param returnedTo the stage it was sent back to; absent with RETURNED: to the requester
     * @param superseded whether a fresh step stands in its place
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RequestStep(
            UUID id,
            int stage,
            String name,
            Role role,
            ApprovalStep.Status status,
            Instant openedAt,
            Instant dueAt,
            UUID decidedBy,
            UUID actingFor,
            Instant decidedAt,
            String note,
            Integer returnedTo,
            boolean superseded) {

        static RequestStep of(ApprovalStep step) {
            return new RequestStep(
                    step.id,
                    step.stage,
                    step.name,
                    step.role,
                    step.status,
                    step.openedAt,
                    step.dueAt,
                    step.decidedBy,
                    step.actingFor,
                    step.decidedAt,
                    step.note,
                    step.returnedTo,
                    step.superseded);
        }
    }

    static RequestView of(ApprovalRequest request, List<ApprovalStep> steps) {
        return new RequestView(
                request.id,
                request.kind,
                request.subjectKind,
                request.subjectId,
                request.title,
                request.requesterId,
                Money.of(request.amount),
                CURRENCY,
                request.productId,
                request.form,
                request.replacesId,
                request.status,
                request.stage,
                decideAt(request.decideAt, request.id),
                request.openedAt,
                request.endedAt,
                steps == null ? null : steps.stream().map(RequestStep::of).toList(),
                request.version);
    }

    static String decideAt(String path, UUID requestId) {
        return path == null ? "/api/v1/approvals/" + requestId + "/decisions" : path;
    }
}
