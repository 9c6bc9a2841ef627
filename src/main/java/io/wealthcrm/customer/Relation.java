package io.wealthcrm.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/** A typed, dated edge between two customers, read from either end. */
@Entity
@Table(name = "customer_relations")
class Relation {
    /** What the related customer is to this one; {@code relation_inverse} and {@code relation_line} repeat it. */
    enum Kind {
        SPOUSE,
        PARENT,
        CHILD,
        SIBLING,
        GRANDPARENT,
        GRANDCHILD,
        /** 监护人. */
        GUARDIAN,
        WARD,
        /** Brought this customer to the firm (介绍人). */
        REFERRER,
        REFERRED,
        /** The company this customer works for. */
        EMPLOYER,
        EMPLOYEE,
        /** Owns this company (实际控制人或股东). */
        COMPANY_OWNER,
        /** The company this customer owns. */
        COMPANY,
        PARTNER,
        FRIEND;

        /** The same edge from the other end. */
        Kind inverse() {
            return switch (this) {
                case PARENT -> CHILD;
                case CHILD -> PARENT;
                case GRANDPARENT -> GRANDCHILD;
                case GRANDCHILD -> GRANDPARENT;
                case GUARDIAN -> WARD;
                case WARD -> GUARDIAN;
                case REFERRER -> REFERRED;
                case REFERRED -> REFERRER;
                case EMPLOYER -> EMPLOYEE;
                case EMPLOYEE -> EMPLOYER;
                case COMPANY_OWNER -> COMPANY;
                case COMPANY -> COMPANY_OWNER;
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

    /** The first day it was no more; null while it holds. */
    LocalDate until;

    String note;
    UUID byId;
    Instant createdAt;
    UUID endedBy;

    @Version
    long version;

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

    boolean concerns(UUID customer) {
        return customer.equals(customerId) || customer.equals(relatedId);
    }

    /** From today on; one of days to come ends as it begins. */
    LocalDate earliestEnd(LocalDate today) {
        return since != null && since.isAfter(today) ? since : today;
    }

    RelationEdit edit() {
        return new RelationEdit(since, until, note);
    }

    /** Ends it where the edit has an end, and lets it hold again where it has none any more. */
    void change(RelationEdit edit, UUID by) {
        since = edit.since();
        note = edit.note();
        if (!Objects.equals(until, edit.until())) {
            end(edit.until(), by);
        }
    }

    /** @param on the first day it is no more; null for one that holds */
    void end(LocalDate on, UUID by) {
        until = on;
        endedBy = on == null ? null : by;
    }
}
