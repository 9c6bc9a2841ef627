package io.wealthcrm.duplicate;

/** What people made of a pair; of merged ones the merge tells. */
enum PairState {
    OPEN,
    DISMISSED
}
