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

    static RelationView of(Relation relation, String relatedName) {
        return new RelationView(
                relation.id,
                relation.relatedId,
                relatedName,
                relation.kind,
                relation.since,
                relation.until,
                relation.note,
                relation.version);
    }

    /** As it looks from the related customer. */
    static RelationView inverse(Relation relation, String relatedName) {
        return new RelationView(
                relation.id,
                relation.customerId,
                relatedName,
                relation.kind.inverse(),
                relation.since,
                relation.until,
                relation.note,
                relation.version);
    }
}
