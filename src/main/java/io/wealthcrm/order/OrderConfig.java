package io.wealthcrm.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.wealthcrm.product.Regime;
import java.time.Duration;
import java.util.Map;

/** Settings of orders, {@code wealth.orders.*}. */
@ConfigMapping(prefix = "wealth.orders")
interface OrderConfig {
    Duration LEGAL_COOLING_OFF = Duration.ofHours(24);

    /** How long a booking waits to be submitted, by the firm's clock. */
    @WithDefault("PT48H")
    Duration bookingLife();

    /** Pause between two looks for bookings that lapsed and cooling-offs that ended. */
    @WithDefault("PT1S")
    Duration scanPause();

    /** Cooling-off by regime where it is longer than the law's 24 hours, e.g. {@code …cooling-off.TRUST=PT48H}. */
    @WithName("cooling-off")
    Map<String, Duration> coolingOffs();

    /** The regime's cooling-off, never below the 24 hours of 《私募投资基金募集行为管理办法》第二十九条. */
    default Duration coolingOff(Regime regime) {
        Duration set = coolingOffs().getOrDefault(regime.name(), LEGAL_COOLING_OFF);
        return set.compareTo(LEGAL_COOLING_OFF) < 0 ? LEGAL_COOLING_OFF : set;
    }
}
