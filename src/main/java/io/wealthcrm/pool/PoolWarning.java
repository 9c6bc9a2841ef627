package io.wealthcrm.pool;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A customer is about to fall into the pool.
 *
 * @param idleSince the last day on which what the rule asks for happened
 * @param fallsOn the business day on which the customer falls, unless it happens before
 */
record PoolWarning(
        UUID customerId,
        String customerName,
        UUID advisorId,
        PoolRuleKind kind,
        LocalDate idleSince,
        LocalDate warnedOn,
        LocalDate fallsOn) {}
