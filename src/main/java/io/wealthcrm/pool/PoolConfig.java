package io.wealthcrm.pool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the public pool, {@code wealth.pool.*}. */
@ConfigMapping(prefix = "wealth.pool")
interface PoolConfig {
    /** How often a node looks whether a new day of the firm's has begun, on which customers are warned of and fall. */
    @WithDefault("PT1M")
    Duration lookEvery();
}
