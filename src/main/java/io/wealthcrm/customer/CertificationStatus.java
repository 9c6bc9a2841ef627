package io.wealthcrm.customer;

/** Where the review of a certification stands. */
enum CertificationStatus {
    /** Handed in; counts for booking and submission, not for approval. */
    PENDING,
    ACCEPTED,
    REJECTED
}
