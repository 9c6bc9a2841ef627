package io.wealthcrm.performance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Rate;
import java.util.UUID;

/**
 * What a unit or a person is to reach (业绩目标) and has reached.
 *
 * @param unitId of a unit's, head office's being the firm's; else {@code personId}
 * @param value a count, or an amount in CNY with two places, as {@code reached}; left out where there is none
 * @param version for {@code If-Match}; 0 where none was ever set
 * @param part of the value that is reached, cut off after four places; left out without a value
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Target(UUID unitId, UUID personId, String name, String value, long version, String reached, Rate part) {}
