package io.wealthcrm.order;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A dual recording (双录) of an order; its id is the file's. */
@Entity
@Immutable
@Table(name = "order_recordings")
class Recording {
    @Id
    UUID id;

    UUID orderId;
    UUID uploadId;
    UUID recordedBy;
    Instant recordedAt;
}
