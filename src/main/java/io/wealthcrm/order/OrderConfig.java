package io.wealthcrm.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of orders, {@code wealth.orders.*}. */
@ConfigMapping(prefix = "wealth.orders")
interface OrderConfig {
    /** How long a booking waits to be submitted, by the firm's clock. */
    @WithDefault("PT48H")
    Duration bookingLife();

    /** Pause between two looks for bookings that lapsed and cooling-offs that ended. */
    @WithDefault("PT1S")
    Duration scanPause();

    /** Whether colleagues are told how much an order that was confirmed is worth; in the app, never on a locked screen. */
    @WithDefault("false")
    boolean dealsShowAmount();
}
