package io.wealthcrm.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Settings of sign-in, {@code wealth.identity.*}. */
@ConfigMapping(prefix = "wealth.identity")
interface IdentityConfig {
    @WithDefault("PT15M")
    Duration accessTokenLife();

    /** How long a session lives without being refreshed. */
    @WithDefault("P30D")
    Duration sessionLife();

    @WithDefault("PT30S")
    Duration ticketLife();

    @WithDefault("PT5M")
    Duration smsCodeLife();

    /** Work factor of new password hashes (2^n rounds). */
    @WithDefault("12")
    @Min(10)
    @Max(16)
    int bcryptCost();

    /** Wrong passwords an account may have in a quarter of an hour. */
    @WithDefault("5")
    int failuresPerAccount();

    /** Wrong passwords an address may send in a quarter of an hour; offices share one address. */
    @WithDefault("100")
    int failuresPerAddress();
}
