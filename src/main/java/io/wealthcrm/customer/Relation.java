package io.wealthcrm.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A typed, dated edge between two customers, read from either end. */
@Entity
@Table(name = "customer_relations")
class Relation {
    /** What the related customer is to this one. */
    enum Kind {
        SPOUSE,
        PARENT,
        CHILD,
        SIBLING,
        /** Brought this customer to the firm (介绍人). */
        REFERRER,
        REFERRED,
        /** The company this customer works for or owns. */
        EMPLOYER,
        EMPLOYEE,
        PARTNER,
        FRIEND;

        /** The same edge from the other end. */
        Kind inverse() {
            return switch (this) {
                case PARENT -> CHILD;
                case CHILD -> PARENT;
                case REFERRER -> REFERRED;
                case REFERRED -> REFERRER;
                case EMPLOYER -> EMPLOYEE;
                case EMPLOYEE -> EMPLOYER;
                case SPOUSE, SIBLING, PARTNER, FRIEND -> this;
            };
        }
    }

    @Id
    UUID id;

    UUID customerId;
    UUID relatedId;

    @Enumerated(EnumType.STRING)
    Kind kind;

    LocalDate since;
    String note;
    UUID byId;
    Instant createdAt;

    static Relation of(UUID id, UUID customerId, NewRelation input, UUID by, Instant now) {
        Relation relation = new Relation();
        relation.id = id;
        relation.customerId = customerId;
        relation.relatedId = input.relatedId();
        relation.kind = input.kind();
        relation.since = input.since();
        relation.note = input.note();
        relation.byId = by;
        relation.createdAt = now;
        return relation;
    }
}
