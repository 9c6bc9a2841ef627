package io.wealthcrm.attrition;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the early warning, {@code wealth.attrition.*}. */
@ConfigMapping(prefix = "wealth.attrition")
interface AttritionConfig {
    /** How often a node looks whether a new day of the firm's has begun, on which customers are looked at. */
    @WithDefault("PT1M")
    Duration lookEvery();
}
