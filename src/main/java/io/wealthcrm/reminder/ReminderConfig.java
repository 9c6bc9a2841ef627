package io.wealthcrm.reminder;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.LocalTime;

/** Settings of reminders, {@code wealth.reminder.*}. */
@ConfigMapping(prefix = "wealth.reminder")
interface ReminderConfig {
    /** When the firm's business day starts and is scanned, in the firm's zone: not in the middle of people's night. */
    @WithDefault("08:00")
    LocalTime scanAt();

    /** How many days a rule that is switched on, or an offset that is new, reaches back to make up for what it has missed. */
    @WithDefault("7")
    @Min(0)
    @Max(366)
    int catchUpDays();

    /** How often it is looked whether a rule is to be scanned; one that failed is tried again then. */
    @WithDefault("PT30S")
    Duration lookEvery();
}
