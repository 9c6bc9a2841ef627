package io.wealthcrm.customer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Settings of customers' files, {@code wealth.customers.*}. */
@ConfigMapping(prefix = "wealth.customers")
interface CustomerConfig {
    /** How often one person may be told within {@link #hintsPer} that a customer exists already. */
    @WithDefault("60")
    @Min(1)
    @Max(100000)
    int hints();

    @WithDefault("PT1H")
    Duration hintsPer();

    /** How often one person may read a phone or ID number in full within {@link #contactReadsPer}. */
    @WithDefault("60")
    @Min(1)
    @Max(100000)
    int contactReads();

    @WithDefault("PT1H")
    Duration contactReadsPer();

    /** Of how many customers within {@link #contactBurstWithin} somebody must read them for compliance and the line to be told. */
    @WithDefault("20")
    @Min(1)
    @Max(500)
    int contactBurst();

    @WithDefault("PT10M")
    Duration contactBurstWithin();

    /** How often one person may look at papers of customers within {@link #contactReadsPer}. */
    @WithDefault("2000")
    @Min(1)
    @Max(100000)
    int paperReads();

    /** How often one person may search by digits of a phone within {@link #contactReadsPer}. */
    @WithDefault("120")
    @Min(1)
    @Max(10000000)
    int phoneSearches();

    /** How many such searches within {@link #contactBurstWithin} compliance and the line are told of. */
    @WithDefault("40")
    @Min(1)
    @Max(500)
    int phoneSearchBurst();

    /** Of fewer customers of the firm whose words fit a search all are found and sorted; of more the next in the order are looked at first. */
    @WithDefault("3000")
    @Min(0)
    @Max(1000000)
    int fewFound();

    /** Whether an ID number needs a consent to sensitive data beforehand, or its lack is only pointed out. */
    @WithDefault("WARN")
    SensitiveConsents.Rule idNumberConsent();
}
