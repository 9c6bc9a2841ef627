package io.wealthcrm.order;

import io.wealthcrm.shared.Problem;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a list of orders is narrowed to; members left out narrow nothing. Parsed here, because a parameter that JAX-RS
 * cannot convert is answered as if the route did not exist.
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
        return parsed("/status", status, OrderStatus::valueOf);
    }

    UUID customer() {
        return parsed("/customerId", customerId, UUID::fromString);
    }

    UUID product() {
        return parsed("/productId", productId, UUID::fromString);
    }

    private static <T> T parsed(String pointer, String text, Function<String, T> parser) {
        try {
            return text == null || text.isEmpty() ? null : parser.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid(pointer, "MALFORMED", "取值无效 / not a valid value");
        }
    }
}
