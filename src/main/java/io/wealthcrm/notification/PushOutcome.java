package io.wealthcrm.notification;

/** How one attempt to push ended, after FCM's own codes; other push services' are translated into these. */
enum PushOutcome {
    /** The push service took the message. */
    DELIVERED,
    /** The app was removed or its token replaced. */
    UNREGISTERED,
    /** The token belongs to another Firebase project, or to another app. */
    SENDER_ID_MISMATCH,
    /** The push service says that the token itself is no token. */
    INVALID_TOKEN,
    /** Something else about the message is wrong: ours to mend. */
    INVALID_ARGUMENT,
    /** Too many messages, for the project or for the device. */
    QUOTA_EXCEEDED,
    UNAVAILABLE,
    INTERNAL,
    /** No answer: whether the message went out is not known. */
    UNKNOWN,
    /** The push service does not accept our own credentials. */
    AUTH_ERROR,
    /** FCM does not accept the key for Apple's or the browser's push service. */
    THIRD_PARTY_AUTH_ERROR,
    /** No push service is configured. */
    NO_PUSH_SERVICE,
    /** Not sent, for its lane came to rest while it waited to leave. */
    LANE_RESTING
}
