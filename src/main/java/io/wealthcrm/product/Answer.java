package io.wealthcrm.product;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An answer to a {@link Question}; there may be several. */
@Entity
@Table(name = "product_answers")
class Answer {
    @Id
    UUID id;

    UUID questionId;
    String text;
    Instant answeredAt;
    UUID answeredBy;
    String answeredByName;
}
