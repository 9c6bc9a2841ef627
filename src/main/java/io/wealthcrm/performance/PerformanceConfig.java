package io.wealthcrm.performance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of people's performance, {@code wealth.performance.*}. */
@ConfigMapping(prefix = "wealth.performance")
interface PerformanceConfig {
    /** How often today's facts are worked out, and those of other days that something was written about since. */
    @WithDefault("PT30S")
    Duration lookEvery();
}
