package io.wealthcrm.exchange;

/** Where an import stands. Up to CHECKED no customer was changed. */
enum ImportState {
    /** Its header does not say where name and phone are: somebody has to. */
    MAPPING,
    /** Its rows are read and checked. */
    READING,
    /** All rows are checked, and somebody wants to look at the report first. */
    CHECKED,
    /** Its customers are put on file. */
    APPLYING,
    DONE,
    REVERTING,
    REVERTED,
    /** It cannot go on; what was applied stays and can be reverted. */
    FAILED,
    /** Nobody had it applied in time. */
    EXPIRED
}
