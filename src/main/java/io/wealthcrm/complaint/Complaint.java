package io.wealthcrm.complaint;

import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A complaint (投诉) or service request (服务请求). Every step checks, changes and records; {@link #moves} holds what happened
 * since it was read, and whoever calls a step writes them down in the same transaction.
 */
@Entity
@Table(name = "complaints")
class Complaint {
    static final int TOP = 3;

    @Id
    UUID id;

    String number;
    UUID customerId;

    @Enumerated(EnumType.STRING)
    ComplaintKind kind;

    @Enumerated(EnumType.STRING)
    ComplaintCategory category;

    /** 1 the gravest to 4. */
    short severity;

    String subject;
    String text;

    @Enumerated(EnumType.STRING)
    ComplaintChannel channel;

    UUID orderId;
    UUID productId;
    UUID aboutUserId;

    /** Whom it is about and who was shown what was said before it was closed; null for nobody. */
    UUID disclosedTo;

    @Enumerated(EnumType.STRING)
    ComplaintState state;

    short level;
    UUID assigneeId;
    UUID openedBy;
    Instant openedAt;
    int slaVersion;
    Instant countsFrom;

    /** Null until {@link #limit}. */
    Deadlines deadlines;

    short passed;
    Instant escalateAt;
    Instant answeredAt;
    UUID answeredBy;
    Instant closedAt;
    UUID closedBy;
    String rootCause;

    /** The customer's word on how it was dealt with; null before. */
    ComplaintRating rating;

    @Version
    long version;

    @Transient
    final List<ComplaintMove> moves = new ArrayList<>();

    /** Of what was said by somebody, with times worked out from now. */
    static Complaint open(UUID id, UUID customer, NewComplaint input, UUID by, Instant at) {
        Complaint complaint = new Complaint();
        complaint.id = id;
        complaint.customerId = customer;
        input.write(complaint);
        complaint.openedBy = by;
        complaint.openedAt = at;
        complaint.countsFrom = at;
        complaint.enter(ComplaintStep.OPENED, by, at, null);
        return complaint;
    }

    /** Sets its times, as of the opening or reopening. */
    void limit(int rulesVersion, Deadlines times) {
        slaVersion = rulesVersion;
        deadlines = times;
        escalateAt = nextEscalation();
    }

    /** @throws Problem COMPLAINT_STATE, CONFLICT_OF_INTEREST */
    void assign(UUID by, UUID to, Instant at, String note) {
        require(ComplaintStep.ASSIGNED);
        give(to, ComplaintStep.ASSIGNED, by, at, note);
    }

    /** @throws Problem COMPLAINT_STATE, CONFLICT_OF_INTEREST, COMPLAINT_ASSIGNEE_UNKNOWN where the person has it already */
    void handOver(UUID by, UUID to, Instant at, String note) {
        require(ComplaintStep.HANDED_OVER);
        if (to.equals(assigneeId)) {
            throw Problem.of(ComplaintProblem.COMPLAINT_ASSIGNEE_UNKNOWN);
        }
        give(to, ComplaintStep.HANDED_OVER, by, at, note);
    }

    /** @param cause why it happened; a complaint has one @throws Problem COMPLAINT_STATE, NOT_THE_ASSIGNEE, INVALID_INPUT */
    void answer(UUID by, Instant at, String answer, String cause) {
        require(ComplaintStep.ANSWERED);
        if (!by.equals(assigneeId)) {
            throw Problem.of(ComplaintProblem.NOT_THE_ASSIGNEE);
        }
        rootCause = cause == null || cause.isBlank() ? rootCause : cause.strip();
        requireCause();
        answeredAt = at;
        answeredBy = by;
        enter(ComplaintStep.ANSWERED, by, at, answer.strip());
    }

    /** Its times count anew; who answered has it again. @throws Problem COMPLAINT_STATE, CONFLICT_OF_INTEREST */
    void reopen(UUID by, Instant at, String reason) {
        require(ComplaintStep.REOPENED);
        requireUninvolved(by);
        answeredAt = null;
        answeredBy = null;
        countsFrom = at;
        passed = 1;
        enter(ComplaintStep.REOPENED, by, at, reason);
    }

    /** @throws Problem COMPLAINT_STATE, CONFLICT_OF_INTEREST, ANSWERER_MAY_NOT_CLOSE */
    void close(UUID by, Instant at, String note) {
        require(ComplaintStep.CLOSED);
        requireUninvolved(by);
        if (kind == ComplaintKind.COMPLAINT && by.equals(answeredBy)) {
            throw Problem.of(ComplaintProblem.ANSWERER_MAY_NOT_CLOSE);
        }
        closedAt = at;
        closedBy = by;
        enter(ComplaintStep.CLOSED, by, at, note);
    }

    /** One level up before its time. @throws Problem COMPLAINT_STATE, CONFLICT_OF_INTEREST, ESCALATED_TO_THE_TOP */
    void escalate(UUID by, Instant at, String reason) {
        require(ComplaintStep.ESCALATED);
        requireUninvolved(by);
        if (level == TOP) {
            throw Problem.of(ComplaintProblem.ESCALATED_TO_THE_TOP);
        }
        level++;
        enter(ComplaintStep.ESCALATED, by, at, reason);
    }

    /** @throws Problem COMPLAINT_STATE, INVALID_INPUT, CONFLICT_OF_INTEREST also where who has it would be whom it is about */
    void edit(UUID by, Instant at, ComplaintEdit edit) {
        require(ComplaintStep.EDITED);
        requireUninvolved(by);
        String changed = edit.write(this);
        disclosedTo = Objects.equals(disclosedTo, aboutUserId) ? disclosedTo : null;
        if (state == ComplaintState.ANSWERED) {
            requireCause();
        }
        requireUninvolved(assigneeId);
        if (!changed.isEmpty()) {
            enter(ComplaintStep.EDITED, by, at, changed);
        }
    }

    /**
     * Shows whom it is about what was said, before it is closed; again changes nothing.
     *
     * @throws Problem COMPLAINT_STATE, CONFLICT_OF_INTEREST, UNKNOWN_SUBJECT where it is about nobody
     */
    void disclose(UUID by, Instant at, String reason) {
        require(ComplaintStep.DISCLOSED);
        requireUninvolved(by);
        if (aboutUserId == null) {
            throw Problem.of(ComplaintProblem.UNKNOWN_SUBJECT);
        }
        if (!aboutUserId.equals(disclosedTo)) {
            disclosedTo = aboutUserId;
            enter(ComplaintStep.DISCLOSED, by, at, reason.strip());
        }
    }

    /** @param note null for none @throws Problem COMPLAINT_STATE, COMPLAINT_RATED */
    void rate(UUID by, Instant at, int stars, String note) {
        require(ComplaintStep.RATED);
        if (rating != null) {
            throw Problem.of(ComplaintProblem.COMPLAINT_RATED);
        }
        rating = new ComplaintRating((short) stars, note, at);
        enter(ComplaintStep.RATED, by, at, note);
    }

    /** @throws Problem COMPLAINT_STATE */
    void require(ComplaintStep step) {
        if (!step.allowedIn(state)) {
            throw Problem.of(ComplaintProblem.COMPLAINT_STATE, Map.of("current", state));
        }
    }

    /** @param person null for nobody yet @throws Problem CONFLICT_OF_INTEREST for the person it is about */
    void requireUninvolved(UUID person) {
        if (person != null && person.equals(aboutUserId)) {
            throw Problem.of(ComplaintProblem.CONFLICT_OF_INTEREST);
        }
    }

    private void requireCause() {
        if (kind == ComplaintKind.COMPLAINT && rootCause == null) {
            throw Problem.invalid("/rootCause", "REQUIRED", "投诉须填写原因 / a complaint has a cause");
        }
    }

    private void give(UUID to, ComplaintStep step, UUID by, Instant at, String note) {
        requireUninvolved(by);
        requireUninvolved(to);
        assigneeId = to;
        passed = (short) Math.max(passed, 1);
        enter(step, by, at, note);
    }

    private void enter(ComplaintStep step, UUID by, Instant at, String note) {
        ComplaintState before = state;
        state = step.after(before);
        escalateAt = nextEscalation();
        moves.add(new ComplaintMove(id, step, before, state, level, by, assigneeId, at, note));
    }

    /** The next of its times that sends it up the line; null once it is answered or at the top. */
    private Instant nextEscalation() {
        boolean over = level == TOP || state == ComplaintState.ANSWERED || state == ComplaintState.CLOSED;
        return over || deadlines == null ? null : deadlines.after(passed);
    }
}
