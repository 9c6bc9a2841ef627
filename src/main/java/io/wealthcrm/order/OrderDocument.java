package io.wealthcrm.order;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A paper of an order; its id is the file's. */
@Entity
@Immutable
@Table(name = "order_documents")
class OrderDocument {
    @Id
    UUID id;

    UUID orderId;

    @Enumerated(EnumType.STRING)
    DocumentKind kind;

    UUID uploadedBy;
    Instant uploadedAt;
}
