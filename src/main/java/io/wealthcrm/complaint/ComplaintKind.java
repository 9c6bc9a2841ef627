package io.wealthcrm.complaint;

/** What the customer wants of the firm. */
public enum ComplaintKind {
    /** 投诉: something went wrong; its cause is found, and who answers does not close it. */
    COMPLAINT,
    /** 服务请求: something is to be done. */
    SERVICE_REQUEST
}
