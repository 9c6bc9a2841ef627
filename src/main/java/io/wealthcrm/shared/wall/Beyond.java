package io.wealthcrm.shared.wall;

/** Why a request may act on records its caller does not see; each constant is one such reason, and they are all. */
public enum Beyond {
    /** Moving the demo's clock does for the whole firm what falls due, before it answers. */
    DEMO_CLOCK,
    /** A customer of the pool is nobody's until claimed; how long ago and how often is looked up among all. */
    POOL_CLAIM,
    /** Who gives a customer up no longer sees whom they gave up. */
    POOL_RELEASE,
    /** All that hangs on two customers in sight becomes one's or goes back, also what is not in the caller's sight itself. */
    MERGE,
    /**
     * Who has a complaint works on it, and may hand it over, wherever its customer has gone, and sees it no more once it is
     * answered; reopened, it is put back if who answered it may not work on it any more.
     */
    COMPLAINT_WORK,
    /** Administrators see no customers, and who hands customers over may see them no more; they come back from anywhere. */
    SUCCESSION
}
