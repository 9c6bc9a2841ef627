package io.wealthcrm.chat;

/** Codes of {@code err} frames. */
enum ErrorCode {
    /** Too fast; try again after {@code retryMs}. */
    RATE,
    /** Inside, but not allowed to do this. */
    FORBIDDEN,
    /** The body is larger than a message may be. */
    TOO_BIG,
    /** The request makes no sense. */
    BAD,
    /** The sender used the cid for another message. */
    CID_REUSED,
    /** No such conversation, or the person is not in it. */
    NOT_FOUND,
    /** A product is recommended where a customer reads along who wants no marketing (营销退订). */
    CUSTOMER_OPTED_OUT,
    /** The store cannot be reached; nothing is known of the message: send it again with the same cid. */
    UNAVAILABLE
}
