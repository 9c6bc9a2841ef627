package io.wealthcrm.complaint;

import java.util.Set;

/** What is done with a complaint, and in which states it may be; a check of {@code complaint_moves} repeats it. */
enum ComplaintStep {
    OPENED(Set.of(), ComplaintState.OPEN),
    /** 受理: somebody has it from now on. */
    ASSIGNED(Set.of(ComplaintState.OPEN), ComplaintState.ASSIGNED),
    /** 转办. */
    HANDED_OVER(Set.of(ComplaintState.ASSIGNED), ComplaintState.ASSIGNED),
    /** 退回待受理: who had it may not work on it any more. */
    RETURNED(Set.of(ComplaintState.ASSIGNED), ComplaintState.OPEN),
    /** 答复. */
    ANSWERED(Set.of(ComplaintState.ASSIGNED), ComplaintState.ANSWERED),
    /** The customer is not content with the answer. */
    REOPENED(Set.of(ComplaintState.ANSWERED), ComplaintState.ASSIGNED),
    /** 办结. */
    CLOSED(Set.of(ComplaintState.ANSWERED), ComplaintState.CLOSED),
    /** 升级: one more up the line. */
    ESCALATED(Set.of(ComplaintState.OPEN, ComplaintState.ASSIGNED, ComplaintState.ANSWERED), null),
    EDITED(Set.of(ComplaintState.OPEN, ComplaintState.ASSIGNED, ComplaintState.ANSWERED), null),
    /** 向被投诉人披露: whom it is about reads what was said, before it is closed. */
    DISCLOSED(Set.of(ComplaintState.OPEN, ComplaintState.ASSIGNED, ComplaintState.ANSWERED), null),
    /** 满意度评价. */
    RATED(Set.of(ComplaintState.CLOSED), null);

    private final Set<ComplaintState> from;
    private final ComplaintState to;

    ComplaintStep(Set<ComplaintState> from, ComplaintState to) {
        this.from = from;
        this.to = to;
    }

    boolean allowedIn(ComplaintState state) {
        return from.contains(state);
    }

    /** Where it leads from there; the same state where the step moves nothing. */
    ComplaintState after(ComplaintState state) {
        return to == null ? state : to;
    }
}
