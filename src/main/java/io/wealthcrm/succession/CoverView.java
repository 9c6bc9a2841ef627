package io.wealthcrm.succession;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Who sees to an advisor's customers for some days (代管).
 *
 * @param current whether it counts today
 * @param endedAt when it was withdrawn; left out otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CoverView(
        UUID id,
        UUID coveredId,
        String coveredName,
        UUID coverId,
        String coverName,
        LocalDate from,
        LocalDate to,
        String reason,
        UUID createdBy,
        Instant createdAt,
        boolean current,
        Instant endedAt,
        UUID endedBy) {}
