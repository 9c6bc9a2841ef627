package io.wealthcrm.settlement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Settings of the back office, {@code wealth.settlement.*}. */
@ConfigMapping(prefix = "wealth.settlement")
interface SettlementConfig {
    /** Holdings that one step of a run executes in one transaction, under one entry. */
    @WithDefault("50000")
    @Min(1)
    int runStep();

    /** Most payouts of one batch, and so lines of one bank file. */
    @WithDefault("10000")
    @Min(1)
    @Max(10000)
    int batchSize();

    /** Business days from a record date to the day its payouts are paid, where a distribution names no other: T+N. */
    @WithDefault("2")
    @Min(0)
    @Max(30)
    int payAfter();
}
