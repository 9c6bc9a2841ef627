package io.wealthcrm.succession;

/** Where customers go whom nobody was named for. */
enum Destination {
    /** Into the public pool (公海). */
    POOL,
    /** To colleagues, or nowhere. */
    TRANSFER
}
