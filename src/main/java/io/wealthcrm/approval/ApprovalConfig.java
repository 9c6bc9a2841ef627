package io.wealthcrm.approval;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of approvals, {@code wealth.approvals.*}. */
@ConfigMapping(prefix = "wealth.approvals")
interface ApprovalConfig {
    /** Pause between two looks for steps that are overdue. */
    @WithDefault("PT10S")
    Duration remindPause();
}
