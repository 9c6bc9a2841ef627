package io.wealthcrm.complaint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of complaints, {@code wealth.complaint.*}; how fast they are worked is data, see {@link SlaTables}. */
@ConfigMapping(prefix = "wealth.complaint")
interface ComplaintConfig {
    /** How often those that are overdue are looked for. */
    @WithDefault("PT5S")
    Duration lookEvery();
}
