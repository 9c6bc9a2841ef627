package io.wealthcrm.product;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Something an advisor or a customer wants to know about a product. */
@Entity
@Table(name = "product_questions")
class Question {
    @Id
    UUID id;

    UUID productId;
    String text;
    Instant askedAt;
    UUID askedBy;

    /** As it was when asking, so that a list needs no other feature's table. */
    String askedByName;
}
