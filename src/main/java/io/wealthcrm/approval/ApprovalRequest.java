package io.wealthcrm.approval;

import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A request on its way through the steps of a flow's version. "Live" steps are those not superseded; whoever calls a
 * transition holds the request's lock and stores the steps that are new.
 */
@Entity
@Table(name = "approval_requests")
class ApprovalRequest {
    @Id
    UUID id;

    UUID versionId;
    String kind;
    String subjectKind;
    UUID subjectId;
    String title;
    UUID requesterId;

    /** The requester and whoever else may decide no step. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    UUID[] barred;

    /** The requester's unit and those above. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    UUID[] line;

    BigDecimal amount;
    UUID productId;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> form;

    String decideAt;
    UUID replacesId;

    @Enumerated(EnumType.STRING)
    ApprovalStatus status;

    int stage;
    Instant openedAt;
    Instant endedAt;

    @Version
    long version;

    /** Opens the first stage of the steps that apply. @throws Problem NO_APPROVAL_FLOW when none does */
    List<ApprovalStep> start(List<FlowStep> flow, Instant now) {
        List<ApprovalStep> steps = flow.stream()
                .filter(step -> step.appliesTo(amount, productId))
                .map(step -> ApprovalStep.of(this, step))
                .toList();
        if (steps.isEmpty()) {
            throw Problem.of(ApprovalProblem.NO_APPROVAL_FLOW);
        }
        status = ApprovalStatus.OPEN;
        openedAt = now;
        advance(steps, now);
        return steps;
    }

    /**
     * Decides one step and moves on: to the next stage, to an earlier one, or to the end. Answers the steps that are new.
     *
     * @throws Problem APPROVAL_ENDED, STEP_NOT_OPEN, INVALID_INPUT for a stage that is not an earlier one
     */
    List<ApprovalStep> decide(
            List<ApprovalStep> live,
            ApprovalStep step,
            UUID by,
            UUID actingFor,
            ApprovalDecision decision,
            Instant now) {
        requireOpen();
        decision.requireSound();
        requireEarlier(live, decision.toStep());
        step.decide(by, actingFor, decision, now);
        switch (decision.decision()) {
            case APPROVE -> advance(live, now);
            case REJECT -> end(ApprovalStatus.REJECTED, live, now);
            case RETURN -> {
                if (decision.toStep() != null) {
                    return reopenFrom(decision.toStep(), live, now);
                }
                end(ApprovalStatus.RETURNED, live, now);
            }
        }
        return List.of();
    }

    /** @throws Problem APPROVAL_ENDED */
    void withdraw(List<ApprovalStep> live, Instant now) {
        requireOpen();
        end(ApprovalStatus.WITHDRAWN, live, now);
    }

    /** @throws Problem APPROVAL_ENDED */
    void requireOpen() {
        if (status != ApprovalStatus.OPEN) {
            throw Problem.of(ApprovalProblem.APPROVAL_ENDED, Map.of("current", status));
        }
    }

    ApprovalEnded event(UUID by) {
        return new ApprovalEnded(id, kind, subjectKind, subjectId, requesterId, status, by, endedAt);
    }

    private void requireEarlier(List<ApprovalStep> live, Integer toStep) {
        if (toStep != null && (toStep >= stage || live.stream().noneMatch(step -> step.stage == toStep))) {
            throw Problem.invalid("/toStep", "NOT_EARLIER", "须为之前的步骤 / is not an earlier stage of this request");
        }
    }

    private void advance(List<ApprovalStep> live, Instant now) {
        if (live.stream().anyMatch(step -> step.status == ApprovalStep.Status.OPEN)) {
            return;
        }
        OptionalInt next = live.stream()
                .filter(step -> step.status == ApprovalStep.Status.WAITING)
                .mapToInt(step -> step.stage)
                .min();
        if (next.isEmpty()) {
            end(ApprovalStatus.APPROVED, live, now);
            return;
        }
        stage = next.getAsInt();
        live.stream().filter(step -> step.stage == stage).forEach(step -> step.open(now));
    }

    private List<ApprovalStep> reopenFrom(int earlier, List<ApprovalStep> live, Instant now) {
        List<ApprovalStep> fresh = live.stream()
                .filter(step -> step.stage >= earlier)
                .map(ApprovalStep::again)
                .toList();
        advance(fresh, now);
        return fresh;
    }

    private void end(ApprovalStatus how, List<ApprovalStep> live, Instant now) {
        live.forEach(ApprovalStep::cancel);
        status = how;
        endedAt = now;
    }
}
