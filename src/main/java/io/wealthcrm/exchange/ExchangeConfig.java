package io.wealthcrm.exchange;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of imports and exports, {@code wealth.exchange.*}. */
@ConfigMapping(prefix = "wealth.exchange")
interface ExchangeConfig {
    /** Rows a step of an import or export works on; it is also what a crash costs. */
    @WithDefault("2000")
    int rowsPerStep();

    /** Rows of the largest import. */
    @WithDefault("1000000")
    int mostRows();

    /** How often somebody who does not see the whole firm is told within an hour, by imports, that a customer is on file. */
    @WithDefault("100")
    int mostKnown();

    /** How long an import's file is kept, and what was read of it where nobody had it applied. Real time. */
    @WithDefault("P7D")
    Duration fileLife();

    /** How long the rows of an import are kept, by which it is reported and reverted. Real time. */
    @WithDefault("P365D")
    Duration reportLife();

    /** How long an export can be fetched. Real time. */
    @WithDefault("PT24H")
    Duration exportLife();
}
