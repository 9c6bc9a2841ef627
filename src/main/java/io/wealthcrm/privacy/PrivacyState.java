package io.wealthcrm.privacy;

/** RECEIVED → VERIFIED → (IN_PROGRESS →) DONE or PARTLY_DONE; RECEIVED or VERIFIED → REJECTED. */
enum PrivacyState {
    RECEIVED,
    /** It is known that the customer asks. */
    VERIFIED,
    /** The copy is being made. */
    IN_PROGRESS,
    DONE,
    /** Erased but for what an article keeps. */
    PARTLY_DONE,
    REJECTED
}
