package io.wealthcrm.contribution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of contributions, {@code wealth.contribution.*}. */
@ConfigMapping(prefix = "wealth.contribution")
interface ContributionConfig {
    /** How often a node looks whether a new day of the firm's has begun, which is then worked out. */
    @WithDefault("PT1M")
    Duration lookEvery();
}
