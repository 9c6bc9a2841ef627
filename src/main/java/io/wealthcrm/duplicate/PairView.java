package io.wealthcrm.duplicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Two files that are probably one customer's.
 *
 * @param score points that speak for it less those against it, 60 at least
 * @param reasons what speaks for it, the strongest first: NAME, BIRTHDAY, NAME_SOUND, PHONE, CITY, HOMETOWN, OCCUPATION
 * @param files the older first
 * @param decidedBy who dismissed it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PairView(
        UUID id,
        int score,
        List<String> reasons,
        PairState state,
        Instant foundAt,
        List<PairFile> files,
        UUID decidedBy,
        Instant decidedAt,
        String note) {}
