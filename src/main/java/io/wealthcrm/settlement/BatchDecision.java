package io.wealthcrm.settlement;

import io.wealthcrm.approval.ApprovalDecision;
import io.wealthcrm.approval.ApprovalVerdict;
import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What somebody decides on the step of a batch's approval that is open to them, as on one of an order's.
 *
 * @param reason needed to return or reject
 * @param toStep with RETURN: the earlier stage that is to decide again; without it the batch is given up
 */
record BatchDecision(
        @NotNull ApprovalVerdict decision, @Size(max = 500) String reason, @Min(1) @Max(50) Integer toStep) {

    /** @throws Problem INVALID_INPUT without a needed reason */
    ApprovalDecision forStep() {
        if (decision != ApprovalVerdict.APPROVE && (reason == null || reason.isBlank())) {
            throw Problem.invalid("/reason", "NOT_BLANK", "退回或驳回须说明理由 / a reason is needed to return or reject");
        }
        return new ApprovalDecision(decision, toStep, reason);
    }
}
