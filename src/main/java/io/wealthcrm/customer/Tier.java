package io.wealthcrm.customer;

/** The level of service (客户等级), by headquarters' rules. */
public enum Tier {
    STANDARD,
    GOLD,
    PLATINUM,
    DIAMOND
}
