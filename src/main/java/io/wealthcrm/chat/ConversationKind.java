package io.wealthcrm.chat;

/** What a conversation is for. */
enum ConversationKind {
    /** Two people (单聊). */
    DIRECT,
    /** Several, with owners and admins (群聊). */
    GROUP,
    /** Everybody concerned with one order (订单群). */
    ORDER,
    /** A customer's or visitor's question to the firm (咨询). */
    CONSULTATION,
    /** Announcements: only owners and admins write (公告频道). */
    CHANNEL
}
