package io.wealthcrm.agenda;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A visit.
 *
 * @param latitude degrees; absent where the phone did not say, and after 180 days
 * @param accuracy metres
 * @param interactionId what was said; absent before the check-out, and where the customer went to somebody else meanwhile
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CustomerVisitView(
        UUID id,
        UUID advisorId,
        UUID customerId,
        UUID appointmentId,
        Instant checkedInAt,
        BigDecimal latitude,
        BigDecimal longitude,
        Integer accuracy,
        Instant checkedOutAt,
        UUID interactionId) {}
