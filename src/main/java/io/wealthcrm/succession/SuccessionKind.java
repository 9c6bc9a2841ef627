package io.wealthcrm.succession;

/** Why customers go to others. */
enum SuccessionKind {
    /** Somebody leaves the firm (离职交接). */
    OFFBOARDING,
    /** Some customers of somebody who stays (部分移交). */
    TRANSFER
}
