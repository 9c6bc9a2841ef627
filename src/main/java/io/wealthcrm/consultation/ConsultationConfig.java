package io.wealthcrm.consultation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Settings of consultations, {@code wealth.consultation.*}. */
@ConfigMapping(prefix = "wealth.consultation")
interface ConsultationConfig {
    /** How long who has a question may leave it unanswered before it goes to those on duty. */
    @WithDefault("PT5M")
    Duration answerWithin();

    /** How often answers and overdue questions are looked for. */
    @WithDefault("PT1S")
    Duration lookEvery();

    /** How often those whose duty shift has begun are told of what waits. */
    @WithDefault("PT10S")
    Duration dutyEvery();

    /** How long a visitor's token is good. */
    @WithDefault("PT4H")
    Duration visitLife();

    /** Questions of visitors from one address in an hour; offices share one. */
    @WithDefault("20")
    @Min(1)
    int visitsPerHour();

    /** Messages a visitor may send in a minute. */
    @WithDefault("20")
    @Min(1)
    int visitMessagesPerMinute();

    /** Requests of visitors from one address that wait for an answer at a time, on a node. */
    @WithDefault("20")
    @Min(1)
    int visitWaits();
}
