package io.wealthcrm.pool;

/** Why a customer is in the pool. */
enum PoolReason {
    /** By the advisor or who leads them. */
    RELEASED,
    /** By a rule of the firm's. */
    NEGLECTED,
    /** The advisor left the firm. */
    OFFBOARDED,
    /** Came onto file without an advisor. */
    IMPORTED
}
