package io.wealthcrm.customer;

/** As on the identity document, or as the customer wishes to be addressed. */
public enum Gender {
    MALE,
    FEMALE,
    OTHER
}
