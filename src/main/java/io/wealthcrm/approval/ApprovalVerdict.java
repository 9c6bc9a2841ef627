package io.wealthcrm.approval;

/** The three ways to decide a step. */
public enum ApprovalVerdict {
    APPROVE,
    /** For good (驳回). */
    REJECT,
    /** To be looked at again or mended (退回). */
    RETURN
}
