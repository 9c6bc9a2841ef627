package io.wealthcrm.order;

import io.wealthcrm.approval.ApprovalDecision;
import io.wealthcrm.approval.ApprovalVerdict;
import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;

/**
 * What compliance (合规), or whoever else the flow of orders asks, decides; RETURN and REJECT need a reason.
 *
 * @param toStep with RETURN, in a flow of several stages: the earlier stage that is to decide again
 */
record Decision(@NotNull Verdict decision, @Size(max = 500) String reason, @Min(1) @Max(50) Integer toStep) {

    enum Verdict {
        APPROVE,
        /** To be mended and submitted again (退回). */
        RETURN,
        /** For good (驳回); the quota goes back. */
        REJECT
    }

    boolean approves() {
        return decision == Verdict.APPROVE;
    }

    /** Refuses what the order itself does not allow, whichever step of its approval this is; its papers count with the last. */
    void requireAllowed(Order order, UUID by) {
        requireReason();
        order.requireDecidable(by);
    }

    /** @throws Problem INVALID_INPUT for a return or a rejection without one */
    void requireReason() {
        if (decision != Verdict.APPROVE && (reason == null || reason.isBlank())) {
            throw Problem.invalid("/reason", "NOT_BLANK", "退回或驳回须说明理由 / a reason is needed to return or reject");
        }
    }

    ApprovalDecision forStep() {
        return new ApprovalDecision(ApprovalVerdict.valueOf(decision.name()), toStep, reason);
    }

    void applyTo(Order order, UUID by, Instant at, Gates gates) {
        switch (decision) {
            case APPROVE -> order.approve(by, at, reason, gates);
            case RETURN -> order.sendBack(by, at, reason);
            case REJECT -> order.reject(by, at, reason);
        }
    }
}
