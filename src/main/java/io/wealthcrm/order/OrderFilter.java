package io.wealthcrm.order;

import io.wealthcrm.shared.QueryValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a list of orders is narrowed to; members left out narrow nothing.
 */
class OrderFilter {
    @QueryParam("status")
    @Schema(implementation = OrderStatus.class)
    String status;

    @QueryParam("customerId")
    @Schema(implementation = UUID.class)
    String customerId;

    @QueryParam("productId")
    @Schema(implementation = UUID.class)
    String productId;

    OrderStatus status() {
        return QueryValue.choice("status", status, OrderStatus.class);
    }

    UUID customer() {
        return QueryValue.parsed("customerId", customerId, UUID::fromString);
    }

    UUID product() {
        return QueryValue.parsed("productId", productId, UUID::fromString);
    }
}
