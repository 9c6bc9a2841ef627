package io.wealthcrm.identity;

/** What a person is told of the own account, for it may have been somebody else (账户安全). */
public enum AccountChange {
    /** A sign-in from an installation not seen in 90 days; never the first of an account. */
    NEW_DEVICE,
    /** Too many wrong passwords: no try is taken for a while. Told once an hour at most. */
    LOCKED,
    /** A session was ended because a refresh token was used twice. */
    SESSION_REUSED,
    /** An administrator has switched the account on again. */
    SWITCHED_ON,
    /** An administrator has given other roles or another unit. */
    ACCESS_CHANGED,
    /** The phone a customer signs in with is another one; the sessions of the old one are over. */
    PHONE_CHANGED
}
