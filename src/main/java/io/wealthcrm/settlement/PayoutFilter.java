package io.wealthcrm.settlement;

import io.wealthcrm.shared.QueryValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a list of payouts is narrowed to; members left out narrow nothing. */
class PayoutFilter {
    @QueryParam("status")
    @Schema(implementation = PayoutStatus.class)
    String status;

    @QueryParam("distributionId")
    @Schema(implementation = UUID.class)
    String distributionId;

    @QueryParam("customerId")
    @Schema(implementation = UUID.class)
    String customerId;

    @QueryParam("batchId")
    @Schema(implementation = UUID.class)
    String batchId;

    String statusName() {
        PayoutStatus known = QueryValue.choice("status", status, PayoutStatus.class);
        return known == null ? null : known.name();
    }

    UUID distribution() {
        return QueryValue.parsed("distributionId", distributionId, UUID::fromString);
    }

    UUID customer() {
        return QueryValue.parsed("customerId", customerId, UUID::fromString);
    }

    UUID batch() {
        return QueryValue.parsed("batchId", batchId, UUID::fromString);
    }
}
