package io.wealthcrm.approval;

import java.util.UUID;

/**
 * A request after a decision.
 *
 * @param stage the stage it is at, or ended at
 */
public record ApprovalState(UUID requestId, ApprovalStatus status, int stage) {
    static ApprovalState of(ApprovalRequest request) {
        return new ApprovalState(request.id, request.status, request.stage);
    }

    /** Whether no further step is needed or possible. */
    public boolean ended() {
        return status != ApprovalStatus.OPEN;
    }
}
