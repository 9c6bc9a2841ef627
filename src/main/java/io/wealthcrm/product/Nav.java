package io.wealthcrm.product;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** The value of one share of a product on one day (单位净值). */
@Entity
@Table(name = "navs")
class Nav {
    /** One value a day. */
    @Embeddable
    record Day(UUID productId, LocalDate navDate) {}

    @EmbeddedId
    Day day;

    BigDecimal nav;
    Instant recordedAt;
    UUID recordedBy;
}
