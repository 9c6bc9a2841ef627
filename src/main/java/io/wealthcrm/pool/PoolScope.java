package io.wealthcrm.pool;

/** Who may claim what a rule lets go. */
enum PoolScope {
    BRANCH,
    FIRM
}
