package io.wealthcrm.segment;

/** With whom a segment is shared; each reader sees in it only customers of the own sight. */
enum Sharing {
    PRIVATE,
    /** Who works in the unit or below it. */
    UNIT,
    FIRM
}
