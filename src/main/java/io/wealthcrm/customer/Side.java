package io.wealthcrm.customer;

/** Of which of two merged files a field is taken; lists and the firm's own fields may be of both. */
public enum Side {
    SURVIVOR,
    MERGED,
    BOTH
}
