package io.wealthcrm.customer;

/** As on the identity document, or as the customer wishes to be addressed. */
enum Gender {
    MALE,
    FEMALE,
    OTHER
}
