package io.wealthcrm.duplicate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Settings of the search for duplicates, {@code wealth.duplicates.*}. */
@ConfigMapping(prefix = "wealth.duplicates")
interface DuplicateConfig {
    /** How often a node looks whether a new day of the firm's has begun, on which all files are compared. */
    @WithDefault("PT1M")
    Duration lookEvery();

    /** How many customers one step compares with those before them. */
    @WithDefault("5000")
    @Min(1)
    @Max(100000)
    int batch();
}
