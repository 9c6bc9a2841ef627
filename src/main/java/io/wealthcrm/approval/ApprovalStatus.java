package io.wealthcrm.approval;

/** Where a request for approval stands; all but the first are ends. */
public enum ApprovalStatus {
    /** 审批中. */
    OPEN,
    /** 已通过: every step that applied is approved. */
    APPROVED,
    /** 已驳回. */
    REJECTED,
    /** 已退回 to the requester, who may send a mended one in its place. */
    RETURNED,
    /** 已撤回 by the requester. */
    WITHDRAWN
}
