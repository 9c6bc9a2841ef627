package io.wealthcrm.approval;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The flow of one kind of request; what it consists of stands in its versions. */
@Entity
@Immutable
@Table(name = "approval_flows")
class Flow {
    @Id
    UUID id;

    String kind;
    String name;
    /** Null for what the firm starts with. */
    UUID createdBy;

    Instant createdAt;
}
