package io.wealthcrm.household;

/** What a member is in it. */
public enum HouseholdRole {
    /** Decides (决策人); at most one. */
    HEAD,
    SPOUSE,
    CHILD,
    PARENT,
    OWNER,
    STAFF,
    OTHER
}
