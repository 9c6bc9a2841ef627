package io.wealthcrm.chat;

/** What a member may do beyond writing. */
enum MemberRole {
    /** Everything (群主). */
    OWNER,
    /** Title and members (管理员). */
    ADMIN,
    MEMBER;

    boolean leads() {
        return this != MEMBER;
    }
}
