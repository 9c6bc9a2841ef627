package io.wealthcrm.agenda;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A plan begun for a customer. Its tasks have it as {@code refId}.
 *
 * @param steps how many tasks it has, and {@code done} how many of them were done
 * @param reason why it was cancelled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FollowUpRun(
        UUID id,
        UUID planId,
        String planName,
        UUID customerId,
        LocalDate startsOn,
        FollowUpRunState state,
        UUID startedBy,
        Instant startedAt,
        Instant endedAt,
        String reason,
        long steps,
        long done) {}
