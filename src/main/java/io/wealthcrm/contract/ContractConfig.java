package io.wealthcrm.contract;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;

/** Settings of paper contracts, {@code wealth.contracts.*}. */
@ConfigMapping(prefix = "wealth.contracts")
interface ContractConfig {
    /** How soon after the signing a contract is to be back at operations. */
    @WithDefault("P15D")
    Duration returnWithin();

    /** How long a holder may keep a form unused. */
    @WithDefault("P90D")
    Duration useWithin();

    default boolean overdue(PaperContract paper, Instant now) {
        return switch (paper.status) {
            case SIGNED -> !paper.statusAt.isAfter(now.minus(returnWithin()));
            case RECEIVED -> !paper.statusAt.isAfter(now.minus(useWithin()));
            default -> false;
        };
    }
}
