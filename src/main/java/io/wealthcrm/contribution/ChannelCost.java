package io.wealthcrm.contribution;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.Channel;
import io.wealthcrm.shared.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * What was spent in a month to win customers by a channel.
 *
 * @param month {@code 2026-11}
 * @param branch left out for what the firm spent as a whole
 * @param amount in CNY; zero where an entry was taken away
 * @param version for {@code If-Match}; 0 where none was ever entered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChannelCost(
        Channel channel,
        String month,
        UUID branch,
        Money amount,
        String note,
        long version,
        UUID changedBy,
        Instant changedAt) {}
