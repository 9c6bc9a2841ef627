package io.wealthcrm.customer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Settings of customers' files, {@code wealth.customers.*}. */
@ConfigMapping(prefix = "wealth.customers")
interface CustomerConfig {
    /** How often one person may be told within {@link #hintsPer} that a customer exists already. */
    @WithDefault("60")
    @Min(1)
    @Max(100000)
    int hints();

    @WithDefault("PT1H")
    Duration hintsPer();
}
