package io.wealthcrm.privacy;

/** Why an open request does not come to its end by itself; the first that applies. */
enum PrivacyHindrance {
    /** The person is on file no more: there is nothing to copy, correct or erase, and it can only be rejected. */
    CUSTOMER_GONE,
    /** Nobody who may decide it is left: a decision takes somebody of compliance, of an erasure another than who verified it. */
    NO_DECIDER,
    /** Its copy could not be made; it may be decided again. */
    COPY_FAILED
}
