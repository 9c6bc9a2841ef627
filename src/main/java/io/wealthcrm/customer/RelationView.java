package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A relation seen from one customer.
 *
 * @param kind what the related customer is to this one
 * @param relatedName left out when the related customer is not within the caller's sight
 * @param until the first day it was no more; left out while it holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RelationView(
        UUID id,
        UUID relatedId,
        String relatedName,
        Relation.Kind kind,
        LocalDate since,
        LocalDate until,
        String note,
        long version) {

    /** @param inverse whether from the related customer's end. @param other the one at the other end; null out of sight */
    static RelationView seenFrom(boolean inverse, Relation relation, Customer other) {
        return new RelationView(
                relation.id,
                other == null ? null : other.id,
                other == null ? null : other.name,
                inverse ? relation.kind.inverse() : relation.kind,
                relation.since,
                relation.until,
                relation.note,
                relation.version);
    }
}
