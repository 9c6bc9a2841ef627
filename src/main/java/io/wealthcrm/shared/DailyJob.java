package io.wealthcrm.shared;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A job that is done once on each of the firm's days, and when somebody asks for it. Its subject is a row that says so; a unique
 * key lets one of several nodes add the day's.
 */
public final class DailyJob {
    /** Whose job the day's own is. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final Jobs jobs;
    private final Audit audit;
    private final Background background;
    private final Clock clock;
    private final String kind;
    private final String add;
    private volatile LocalDate done = LocalDate.MIN;

    /** @param clock in the firm's zone */
    DailyJob(Jobs jobs, Audit audit, Background background, Clock clock, String kind, String add) {
        this.jobs = jobs;
        this.audit = audit;
        this.background = background;
        this.clock = clock;
        this.kind = kind;
        this.add = add;
    }

    /** From now on, at the start of each business day. @param look how often to ask whether one has begun */
    public void everyDay(Duration look) {
        background.every(look, "daily " + kind, this::look).wake();
    }

    /** Now, in somebody's name. Joins the transaction. @param audited the action, about a subject of kind {@code subject} */
    public Uni<JobView> ask(UUID by, String audited, String subject) {
        UUID id = Ids.next();
        return add(id, today(), by)
                .call(() -> audit.record(by, audited, subject, id))
                .chain(total -> jobs.start(kind, id, total.get(0), by));
    }

    /** Asks the database only when the date has changed since this node last did. */
    private Uni<Void> look() {
        LocalDate today = today();
        return done.isBefore(today)
                ? Panache.withTransaction(() -> daily(today)).invoke(() -> done = today)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> daily(LocalDate today) {
        UUID id = Ids.next();
        return add(id, today, null)
                .chain(total -> total.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : jobs.start(kind, id, total.get(0), NOBODY).replaceWithVoid());
    }

    private Uni<List<Long>> add(UUID id, LocalDate today, UUID by) {
        return Db.select(Long.class, add, id, today, by, clock.instant());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
