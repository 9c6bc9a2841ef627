package io.wealthcrm.chat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;

/** When what is kept no longer goes, {@code wealth.chat.retention.*}. Real time, as that of messages. */
@ConfigMapping(prefix = "wealth.chat.retention")
interface RetentionConfig {
    /** From when in the night, in the firm's zone. */
    @WithDefault("02:30")
    LocalTime at();

    /** How often a node looks whether the night's run is due, or was left by another node. */
    @WithDefault("PT1M")
    Duration lookEvery();
}
