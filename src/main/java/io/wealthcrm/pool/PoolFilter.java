package io.wealthcrm.pool;

import io.wealthcrm.customer.AssetBand;
import io.wealthcrm.customer.Tier;
import io.wealthcrm.shared.QueryValue;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** {@code ?pool=&tier=&city=&assetBand=&reason=&enteredBefore=} of the list of customers in pools. */
class PoolFilter {
    @QueryParam("pool")
    @Parameter(description = "A branch, or head office for the whole firm's pool")
    String pool;

    @QueryParam("tier")
    @Parameter(schema = @Schema(implementation = Tier.class))
    String tier;

    @QueryParam("city")
    @Size(max = 100)
    String city;

    @QueryParam("assetBand")
    @Parameter(schema = @Schema(implementation = AssetBand.class))
    String assetBand;

    @QueryParam("reason")
    @Parameter(schema = @Schema(implementation = PoolReason.class))
    String reason;

    @QueryParam("enteredBefore")
    @Parameter(description = "A date: in the pool since before it began")
    String enteredBefore;

    UUID pool() {
        return QueryValue.parsed("pool", pool, UUID::fromString);
    }

    String tier() {
        return name(QueryValue.choice("tier", tier, Tier.class));
    }

    String city() {
        return QueryValue.parsed("city", city, String::strip);
    }

    String assetBand() {
        return name(QueryValue.choice("assetBand", assetBand, AssetBand.class));
    }

    String reason() {
        return name(QueryValue.choice("reason", reason, PoolReason.class));
    }

    LocalDate enteredBefore() {
        return QueryValue.date("enteredBefore", enteredBefore);
    }

    private static String name(Enum<?> choice) {
        return choice == null ? null : choice.name();
    }
}
