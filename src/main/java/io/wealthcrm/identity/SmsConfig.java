package io.wealthcrm.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where texts to phones go, {@code wealth.sms.*}. */
@ConfigMapping(prefix = "wealth.sms")
interface SmsConfig {
    /** The HTTP gateway that takes {@code POST {"phone","text"}}; without one texts are only kept for the demo. */
    Optional<URI> gateway();

    /** Sent as a bearer token to the gateway. */
    Optional<String> gatewayToken();

    @WithDefault("PT5S")
    Duration timeout();
}
