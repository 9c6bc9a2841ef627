package io.wealthcrm.privacy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Settings of rights over personal data, {@code wealth.privacy.*}. */
@ConfigMapping(prefix = "wealth.privacy")
interface PrivacyConfig {
    /** Business days within which a request is answered. */
    @WithDefault("15")
    @Min(1)
    @Max(60)
    int answerDays();

    /** How long a copy can be fetched. Real time. */
    @WithDefault("P7D")
    Duration copyLife();

    /** How long after a merge nobody of it is erased, since somebody may still take it back. By the firm's clock. */
    @WithDefault("P30D")
    Duration mergeSettles();

    /** How often what had to be kept and need not any more is looked for. */
    @WithDefault("PT10M")
    Duration lookEvery();
}
