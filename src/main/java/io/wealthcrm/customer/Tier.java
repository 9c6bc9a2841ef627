package io.wealthcrm.customer;

/** The level of service (客户等级), by headquarters' rules. */
enum Tier {
    STANDARD,
    GOLD,
    PLATINUM,
    DIAMOND
}
