package io.wealthcrm.complaint;

/** Where it stands. {@link ComplaintStep} lists what leads from one state to another. */
public enum ComplaintState {
    /** 待受理: nobody has it. */
    OPEN,
    /** 处理中: the assignee works on it. */
    ASSIGNED,
    /** 已答复: the customer was told, and is content or not. */
    ANSWERED,
    /** 已办结. */
    CLOSED
}
