package io.wealthcrm.complaint;

/** How it came to the firm. */
enum ComplaintChannel {
    /** The member app; all that customers open themselves. */
    APP,
    PHONE,
    VISIT,
    CHAT,
    EMAIL,
    LETTER,
    /** 监管转办, such as of the hotline 12386. */
    REGULATOR
}
