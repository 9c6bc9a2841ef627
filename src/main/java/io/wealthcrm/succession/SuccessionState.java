package io.wealthcrm.succession;

/** Where a succession stands. */
enum SuccessionState {
    /** Worked out, and nothing written. */
    PREVIEW,
    /** To be done on its day. */
    PLANNED,
    /** Done, and for a while to be taken back. */
    DONE,
    /** Taken back. */
    UNDONE,
    /** Called off before its day. */
    CANCELLED,
    /** Not possible any more on its day. */
    FAILED
}
