package io.wealthcrm.segment;

/** OPEN until headquarters or who gave it ends it. */
enum TierFeedbackState {
    OPEN,
    ACCEPTED,
    REJECTED,
    WITHDRAWN
}
