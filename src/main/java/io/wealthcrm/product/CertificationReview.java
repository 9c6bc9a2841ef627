package io.wealthcrm.product;

/** When compliance examines what makes a customer a qualified investor (合格投资者审查). */
public enum CertificationReview {
    /** With the order: whoever approves it accepts the certification it rests on. */
    WITH_APPROVAL,
    /** By a review of its own, without which no order is approved. */
    BEFORE_APPROVAL
}
