package io.wealthcrm.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the audit log's chain, {@code wealth.audit.*}. */
@ConfigMapping(prefix = "wealth.audit")
interface AuditConfig {
    /** Pause between two batches of seals; what was written since could be changed unnoticed. */
    @WithDefault("PT2S")
    Duration sealPause();
}
