package io.wealthcrm.team;

/** What somebody is in a customer's team. */
enum SeatRole {
    /** 主理人: the customer's advisor, whoever that is. */
    LEAD,
    /** 成员: sees the customer and works on them with the lead. */
    MEMBER
}
