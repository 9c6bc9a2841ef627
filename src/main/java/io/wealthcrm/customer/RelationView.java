package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A relation seen from one customer.
 *
 * @param kind what the related customer is to this one
 * @param relatedName left out when the related customer is not within the caller's sight
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RelationView(UUID id, UUID relatedId, String relatedName, Relation.Kind kind, LocalDate since, String note) {

    static RelationView of(Relation relation, String relatedName) {
        return new RelationView(
                relation.id, relation.relatedId, relatedName, relation.kind, relation.since, relation.note);
    }
}
