package io.wealthcrm.customer;

/** How the customer came to the firm (获客渠道). */
public enum Channel {
    REFERRAL,
    EVENT,
    WEBSITE,
    MEMBER_APP,
    CALL,
    PARTNER,
    BANK,
    ADVERTISING,
    ADVISOR_NETWORK,
    WALK_IN,
    OTHER
}
