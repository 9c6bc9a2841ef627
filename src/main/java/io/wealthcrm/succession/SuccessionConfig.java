package io.wealthcrm.succession;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of successions, {@code wealth.succession.*}. */
@ConfigMapping(prefix = "wealth.succession")
interface SuccessionConfig {
    /** For so long one can be taken back. */
    @WithDefault("PT72H")
    Duration undoFor();

    /** How often a node looks whether the day of a planned one has come. */
    @WithDefault("PT1M")
    Duration lookEvery();
}
