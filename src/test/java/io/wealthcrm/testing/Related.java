package io.wealthcrm.testing;

import java.util.UUID;

/**
 * One of the {@link RelatedRecords}; {@code advisor} and {@code unit} as it is shown by, null where nobody has it.
 *
 * @param seat who sits in the customer's team beside the advisor; null where nobody does any more or ever did
 */
public record Related(Subject subject, Relation relation, UUID id, UUID customer, UUID advisor, UUID unit, UUID seat) {
    /** Where a customer is, as the advisor of {@link RelatedRecords#owner} sees it. */
    public enum Relation {
        OWN,
        /** A colleague's, of the same team. */
        SIBLING,
        /** The team lead's own. */
        PARENT,
        /** Another team's, of the same branch. */
        COUSIN,
        /** Another team's, of whose team the own advisor is a member (客户团队). */
        SEAT,
        /** Likewise once; the seat was taken back. */
        ENDED_SEAT,
        /** Likewise once; the seat's last day is over. */
        LAPSED_SEAT,
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
