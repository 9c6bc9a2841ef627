package io.wealthcrm.approval;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What somebody decides on a step.
 *
 * @param toStep with RETURN: the earlier stage that is to decide again; without it the request goes back to the requester
 * @param note needed to return or reject
 */
public record ApprovalDecision(
        @NotNull ApprovalVerdict decision, @Min(1) @Max(50) Integer toStep, @Size(max = 500) String note) {

    /** @throws Problem INVALID_INPUT without a needed note, or with a stage where none is meant */
    void requireSound() {
        if (decision != ApprovalVerdict.APPROVE && (note == null || note.isBlank())) {
            throw Problem.invalid("/note", "NOT_BLANK", "退回或驳回须说明理由 / a reason is needed to return or reject");
        }
        if (decision != ApprovalVerdict.RETURN && toStep != null) {
            throw Problem.invalid("/toStep", "UNEXPECTED", "仅退回时可指定步骤 / only a return names a stage");
        }
    }
}
