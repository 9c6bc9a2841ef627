package io.wealthcrm.product;

import java.time.Instant;
import java.util.UUID;

/** A product was put on the shelf; told once for each product. */
public record ProductLaunched(UUID productId, Instant at) {}
