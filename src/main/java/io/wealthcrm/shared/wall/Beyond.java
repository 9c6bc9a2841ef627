package io.wealthcrm.shared.wall;

/** Why a request may act on records its caller does not see; each constant is one such reason, and they are all. */
public enum Beyond {
    /** Moving the demo's clock does for the whole firm what falls due, before it answers. */
    DEMO_CLOCK
}
