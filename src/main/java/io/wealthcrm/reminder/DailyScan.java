package io.wealthcrm.reminder;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Scans when the firm's business day starts, by the firm's clock. */
@ApplicationScoped
class DailyScan {
    private final Background background;
    private final Reminders reminders;
    private final Clock clock;
    private final ZoneId zone;
    private final LocalTime scanAt;
    private final Duration lookEvery;
    private volatile LocalDate scanned = LocalDate.MIN;

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

    /** Asks the database only when the date has changed since this node last did. */
    private Uni<Void> look() {
        LocalDate today = reminders.today();
        boolean started = !LocalTime.ofInstant(clock.instant(), zone).isBefore(scanAt);
        if (!started || !scanned.isBefore(today)) {
            return Uni.createFrom().voidItem();
        }
        return reminders.scanOnce().invoke(() -> scanned = today).replaceWithVoid();
    }
}
