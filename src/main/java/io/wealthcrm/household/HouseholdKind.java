package io.wealthcrm.household;

/** What holds a group together. */
public enum HouseholdKind {
    FAMILY,
    /** A company, its owners and its people. */
    COMPANY,
    OTHER
}
