package io.wealthcrm.customer;

/** Kinds of dealings with a customer. */
public enum InteractionKind {
    CALL,
    VISIT,
    MESSAGE,
    COMPLAINT,
    CARE,
    /** The customer came to an event of the firm (活动). */
    EVENT,
    /** A remark for colleagues; the customer was not spoken to. */
    NOTE;

    /** Whether it can be the firm that sought the contact; a complaint comes from the customer. */
    boolean isApproach() {
        return this == CALL || this == VISIT || this == MESSAGE;
    }

    boolean isContact() {
        return this != NOTE;
    }
}
