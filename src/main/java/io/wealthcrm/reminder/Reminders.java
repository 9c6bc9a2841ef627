package io.wealthcrm.reminder;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;

/**
 * The daily scan, one statement for each rule in force. One node scans at a time; a scan that runs again, or again after a crash, adds nothing that is there
 * already; days on which nobody scanned are made up for.
 */
@ApplicationScoped
public class Reminders {
    /** An arbitrary number, the name of the scan's lock. */
    private static final long LOCK = 7_070_001L;

    private final ReminderRules rules;
    private final Notifications notifications;
    private final Clock clock;
    private final ZoneId zone;

    Reminders(ReminderRules rules, Notifications notifications, Clock clock, WealthConfig config) {
        this.rules = rules;
        this.notifications = notifications;
        this.clock = clock;
        this.zone = config.zone();
    }

    /** Scans every day since the last one scanned, and today again. Answers how many notifications are new. */
    @WithTransaction
    public Uni<Integer> scan() {
        LocalDate today = today();
        return lock().chain(() -> lastScanned())
                .chain(last -> scan(last == null || !last.isBefore(today) ? today : last.plusDays(1), today));
    }

    /** As {@link #scan()}, unless today has been scanned before, by whichever node. */
    @WithTransaction
    Uni<Integer> scanOnce() {
        LocalDate today = today();
        return lock().chain(() -> lastScanned())
                .chain(last -> last != null && !last.isBefore(today)
                        ? Uni.createFrom().item(0)
                        : scan(last == null ? today : last.plusDays(1), today));
    }

    /** The firm's business date. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private Uni<Integer> scan(LocalDate from, LocalDate to) {
        return rules.active()
                .onItem()
                .transformToMulti(active -> Multi.createFrom().iterable(active))
                .onItem()
                .transformToUniAndConcatenate(rule -> tell(rule, from, to))
                .collect()
                .with(Collectors.summingInt(made -> made))
                .call(made -> remember(to, made));
    }

    private Uni<Integer> tell(ReminderRule rule, LocalDate from, LocalDate to) {
        return notifications.fanOut(
                rule.kind().notice(), rule.words(), rule.kind().scan(), from, to, zone.getId());
    }

    private Uni<Integer> remember(LocalDate day, int made) {
        return Db.execute(
                """
                insert into reminder_scans as s (business_date, scanned_at, made) values (?1, cast(?2 as timestamptz), ?3)
                on conflict (business_date) do update set scanned_at = excluded.scanned_at, made = s.made + excluded.made""",
                day,
                clock.instant(),
                made);
    }

    /** Held until the transaction ends. */
    private static Uni<Void> lock() {
        return Db.select(Boolean.class, "select pg_advisory_xact_lock(?1) is not null", LOCK)
                .replaceWithVoid();
    }

    private static Uni<LocalDate> lastScanned() {
        return Db.select(LocalDate.class, "select max(business_date) from reminder_scans")
                .map(rows -> rows.get(0));
    }
}
