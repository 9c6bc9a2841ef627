package io.wealthcrm.reminder;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Scans when the firm's business day starts, by the firm's clock; afterwards what has failed, or has been switched on since.
 * With nothing behind a look is two small statements.
 */
@ApplicationScoped
class DailyScan {
    private final Background background;
    private final Reminders reminders;
    private final Clock clock;
    private final ZoneId zone;
    private final LocalTime scanAt;
    private final Duration lookEvery;

    DailyScan(Background background, Reminders reminders, Clock clock, WealthConfig config, ReminderConfig settings) {
        this.background = background;
        this.reminders = reminders;
        this.clock = clock;
        this.zone = config.zone();
        this.scanAt = settings.scanAt();
        this.lookEvery = settings.lookEvery();
    }

    void start(@Observes StartupEvent event) {
        background.every(lookEvery, "daily scan", this::look);
    }

    private Uni<Void> look() {
        return LocalTime.ofInstant(clock.instant(), zone).isBefore(scanAt)
                ? Uni.createFrom().voidItem()
                : reminders.scanBehind().replaceWithVoid();
    }
}
