package io.wealthcrm.demo;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.order.Orders;
import io.wealthcrm.reminder.Reminders;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.FirmClock;
import io.wealthcrm.shared.OutboxDispatcher;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import io.wealthcrm.shared.wall.Beyond;
import io.wealthcrm.shared.wall.Wall;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Moves the firm's time day by day, doing on each day what falls due, as if the days had passed. */
@ApplicationScoped
class DemoClock {
    private static final Duration FARTHEST = Duration.ofDays(400);
    private static final Duration STEP = Duration.ofDays(1);

    private final FirmClock firmClock;
    private final Clock clock;
    private final WealthConfig config;
    private final Orders orders;
    private final Reminders reminders;
    private final OutboxDispatcher outbox;
    private final AtomicBoolean moving = new AtomicBoolean();

    DemoClock(
            FirmClock firmClock,
            Clock clock,
            WealthConfig config,
            Orders orders,
            Reminders reminders,
            OutboxDispatcher outbox) {
        this.firmClock = firmClock;
        this.clock = clock;
        this.config = config;
        this.orders = orders;
        this.reminders = reminders;
        this.outbox = outbox;
    }

    /** The firm's time afterwards. @throws Problem INVALID_INPUT, CONFLICT while another move is under way */
    Uni<Instant> advance(Duration by) {
        if (by.isNegative() || by.isZero() || by.compareTo(FARTHEST) > 0) {
            throw Problem.invalid("/advance", "RANGE", "须大于零且不超过 400 天 / must be above zero, at most 400 days");
        }
        if (!moving.compareAndSet(false, true)) {
            throw Problem.of(CommonProblem.CONFLICT);
        }
        return Wall.lifted(Beyond.DEMO_CLOCK, () -> passAll(steps(by)))
                .onTermination()
                .invoke(() -> moving.set(false))
                .map(done -> clock.instant());
    }

    private Uni<Void> passAll(List<Duration> steps) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(this::pass)
                .collect()
                .last();
    }

    LocalDate businessDate(Instant now) {
        return LocalDate.ofInstant(now, config.zone());
    }

    private Uni<Void> pass(Duration step) {
        return Panache.withTransaction(() -> firmClock.advance(step))
                .chain(orders::runDueTransitions)
                .chain(reminders::scan)
                .chain(outbox::drain);
    }

    /** Whole days, then the rest. */
    static List<Duration> steps(Duration by) {
        List<Duration> steps = new ArrayList<>();
        Duration left = by;
        for (; left.compareTo(STEP) > 0; left = left.minus(STEP)) {
            steps.add(STEP);
        }
        steps.add(left);
        return steps;
    }
}
