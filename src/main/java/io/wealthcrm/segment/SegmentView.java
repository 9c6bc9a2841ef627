package io.wealthcrm.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.CustomerConditions;
import java.time.Instant;
import java.util.UUID;

/**
 * A segment (客群).
 *
 * @param unitId with whose people it is shared; left out unless with a unit's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SegmentView(
        UUID id,
        String name,
        Sharing sharing,
        UUID unitId,
        UUID ownerId,
        String ownerName,
        CustomerConditions conditions,
        Instant createdAt,
        long version) {}
