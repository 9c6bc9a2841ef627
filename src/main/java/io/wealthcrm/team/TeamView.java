package io.wealthcrm.team;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Rate;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Who works on a customer together today (客户团队).
 *
 * @param version counts what was changed about the team, 0 where it never had anybody but the advisor
 * @param members the lead first; none in the public pool
 */
record TeamView(UUID customerId, long version, List<Seat> members) {

    /**
     * @param share of new orders; the lead's is what the others leave
     * @param from first day, left out for the lead
     * @param until last day, left out where there is no end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Seat(UUID personId, String personName, SeatRole role, Rate share, LocalDate from, LocalDate until) {}
}
