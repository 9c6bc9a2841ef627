package io.wealthcrm.testing;

import java.util.UUID;

/** One of the {@link RelatedRecords}; {@code advisor} and {@code unit} as it is shown by, null where nobody has it. */
public record Related(Subject subject, Relation relation, UUID id, UUID customer, UUID advisor, UUID unit) {
    /** Where a customer is, as the advisor of {@link RelatedRecords#owner} sees it. */
    public enum Relation {
        OWN,
        /** A colleague's, of the same team. */
        SIBLING,
        /** The team lead's own. */
        PARENT,
        /** Another team's, of the same branch. */
        COUSIN,
        /** Another branch's. */
        FOREIGN,
        /** In the pool of the own branch. */
        POOL,
        /** In the pool of another branch. */
        FOREIGN_POOL,
        /** Merged into an own one: there is none of that id any more. */
        MERGED,
        /** An own one erased but for what must be kept; laid where the database can tell so of a customer. */
        ERASED
    }

    @Override
    public String toString() {
        return subject + " " + relation;
    }
}
