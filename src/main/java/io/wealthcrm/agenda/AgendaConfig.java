package io.wealthcrm.agenda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;

/** Settings of people's work, {@code wealth.agenda.*}. */
@ConfigMapping(prefix = "wealth.agenda")
interface AgendaConfig {
    /** When work begins on a business day, in the firm's zone. */
    @WithDefault("09:00")
    LocalTime workFrom();

    /** When it ends. */
    @WithDefault("18:00")
    LocalTime workTo();

    /** How often appointments that have passed are looked for. */
    @WithDefault("PT10S")
    Duration lookEvery();
}
