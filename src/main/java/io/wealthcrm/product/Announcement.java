package io.wealthcrm.product;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** News about a product (公告). Never changed once out. */
@Entity
@Table(name = "announcements")
class Announcement {
    @Id
    UUID id;

    UUID productId;
    String title;
    String body;
    Instant publishedAt;
    UUID publishedBy;
}
