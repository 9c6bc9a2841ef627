package io.wealthcrm.performance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Who reached most (排行榜). Equal ones share a rank, and the next one's is by as many greater.
 *
 * @param unitId whose people or units these are, with all below
 * @param ranked how many there are in all; who reached nothing is not among them
 * @param places the first of them; of one rank in the order of their ids
 * @param own the caller's own place, or the caller's unit's, also where it is not among the first; left out without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Leaderboard(
        Metric metric,
        Level level,
        UUID unitId,
        String unitName,
        String period,
        LocalDate from,
        LocalDate to,
        LocalDate asOf,
        long ranked,
        List<Place> places,
        Place own) {

    /** Whom it ranks. */
    enum Level {
        PERSON,
        TEAM,
        BRANCH
    }

    /**
     * One place.
     *
     * @param id the person or unit
     * @param unitName of a person, where that one is now
     * @param value a count, or an amount in CNY with two places; left out where it is not for the caller to see
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(long rank, UUID id, String name, String unitName, String value) {}
}
