package io.wealthcrm.duplicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** One of two files that are probably one customer's; phone and ID number are shown, masked, by a preview of the merge. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PairFile(
        UUID id,
        String name,
        String gender,
        LocalDate birthday,
        String city,
        String tier,
        UUID advisorId,
        String advisorName,
        UUID unitId,
        Instant lastContactAt,
        Instant createdAt) {}
