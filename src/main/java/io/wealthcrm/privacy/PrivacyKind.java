package io.wealthcrm.privacy;

/** What somebody asks for. */
enum PrivacyKind {
    /** 查阅: what the firm knows. */
    ACCESS,
    /** 转移: the same, to be taken elsewhere. */
    PORTABILITY,
    /** 更正; done by those who keep the file. */
    CORRECTION,
    /** 删除. */
    ERASURE;

    boolean isCopy() {
        return this == ACCESS || this == PORTABILITY;
    }
}
