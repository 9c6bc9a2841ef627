package io.wealthcrm.customer;

/** Kinds of dealings with a customer. */
enum InteractionKind {
    CALL,
    VISIT,
    MESSAGE,
    COMPLAINT,
    CARE,
    /** A remark for colleagues; the customer was not spoken to. */
    NOTE;

    boolean isContact() {
        return this != NOTE;
    }
}
