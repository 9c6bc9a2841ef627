package io.wealthcrm.approval;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One step of one request; changed only under the lock of the request. */
@Entity
@Table(name = "approval_request_steps")
class ApprovalStep {
    /** From waiting to decided. */
    enum Status {
        /** An earlier stage is still open. */
        WAITING,
        OPEN,
        APPROVED,
        REJECTED,
        RETURNED,
        /** The request ended, or went back to an earlier stage, before anybody decided here. */
        CANCELLED
    }

    @Id
    UUID id;

    UUID requestId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    UUID[] barred;

    /** Null where anybody of the role may decide. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    UUID[] line;

    int stage;
    int slot;
    String name;

    @Enumerated(EnumType.STRING)
    Role role;

    int dueHours;

    @Enumerated(EnumType.STRING)
    Status status;

    /** True once the request was sent back to this stage or an earlier one: fresh steps stand in its place. */
    boolean superseded;

    Instant openedAt;
    Instant dueAt;
    UUID decidedBy;
    UUID actingFor;
    Instant decidedAt;
    String note;
    Integer returnedTo;

    static ApprovalStep of(ApprovalRequest request, FlowStep flow) {
        ApprovalStep step = new ApprovalStep();
        step.id = Ids.next();
        step.requestId = request.id;
        step.barred = request.barred;
        step.line = flow.scope == FlowStep.Scope.LINE ? request.line : null;
        step.stage = flow.stage;
        step.slot = flow.slot;
        step.name = flow.name;
        step.role = flow.role;
        step.dueHours = flow.dueHours;
        step.status = Status.WAITING;
        return step;
    }

    /** The same step, undecided, in place of this one. */
    ApprovalStep again() {
        superseded = true;
        cancel();
        ApprovalStep fresh = new ApprovalStep();
        fresh.id = Ids.next();
        fresh.requestId = requestId;
        fresh.barred = barred;
        fresh.line = line;
        fresh.stage = stage;
        fresh.slot = slot;
        fresh.name = name;
        fresh.role = role;
        fresh.dueHours = dueHours;
        fresh.status = Status.WAITING;
        return fresh;
    }

    void open(Instant now) {
        status = Status.OPEN;
        openedAt = now;
        dueAt = now.plus(Duration.ofHours(dueHours));
    }

    /** Nobody needs to decide any more. */
    void cancel() {
        if (status == Status.OPEN || status == Status.WAITING) {
            status = Status.CANCELLED;
        }
    }

    /** @throws Problem STEP_NOT_OPEN */
    void decide(UUID by, UUID forWhom, ApprovalDecision decision, Instant now) {
        if (status != Status.OPEN) {
            throw Problem.of(ApprovalProblem.STEP_NOT_OPEN, Map.of("current", status, "stage", stage));
        }
        status = switch (decision.decision()) {
            case APPROVE -> Status.APPROVED;
            case REJECT -> Status.REJECTED;
            case RETURN -> Status.RETURNED;
        };
        decidedBy = by;
        actingFor = forWhom;
        decidedAt = now;
        note = decision.note() == null || decision.note().isBlank()
                ? null
                : decision.note().strip();
        returnedTo = decision.toStep();
    }
}
