package io.wealthcrm.reminder;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;

/** Settings of reminders, {@code wealth.reminder.*}. */
@ConfigMapping(prefix = "wealth.reminder")
interface ReminderConfig {
    /** When the firm's business day starts and is scanned, in the firm's zone: not in the middle of people's night. */
    @WithDefault("08:00")
    LocalTime scanAt();

    /** How often the clock is looked at. */
    @WithDefault("PT30S")
    Duration lookEvery();
}
