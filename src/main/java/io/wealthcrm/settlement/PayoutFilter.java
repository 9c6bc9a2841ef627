package io.wealthcrm.settlement;

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
        PayoutStatus known = EntryFilter.parsed("/status", status, PayoutStatus::valueOf);
        return known == null ? null : known.name();
    }

    UUID distribution() {
        return EntryFilter.parsed("/distributionId", distributionId, UUID::fromString);
    }

    UUID customer() {
        return EntryFilter.parsed("/customerId", customerId, UUID::fromString);
    }

    UUID batch() {
        return EntryFilter.parsed("/batchId", batchId, UUID::fromString);
    }
}
