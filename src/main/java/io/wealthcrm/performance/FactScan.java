package io.wealthcrm.performance;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Keeps the facts up to date: today's at each look, those of days that something was written about later with them, and once a
 * day all days that there is anything of, for what no look can find, such as customers merged or a file removed. A few days a
 * transaction.
 */
@ApplicationScoped
class FactScan {
    /** Days of one statement, at most, beside those written about late. */
    static final int CHUNK = 31;

    /** What began writing before the last look and had not committed then. */
    private static final long OVERLAP_MS = 300_000;

    private static final String COLUMNS = "first_day, closed_through, looked_at, swept_on, next_to_sweep";
    private static final String LOCK = "select " + COLUMNS + " from person_day_scan for update skip locked";

    /** From the first day anything is of; not before there is anything. ?1 the zone, ?2 today. */
    private static final String BEGIN =
            """
            update person_day_scan set first_day = began.day, closed_through = began.day - 1, looked_at = now(), swept_on = ?2
              from (select least(cast(least((select min(created_at) from customers), (select min(at) from interactions),
                                            (select min(booked_at) from orders)) at time zone cast(?1 as text) as date),
                                 cast(?2 as date)) as day,
                           exists (select from customers) as lives) began
             where began.lives
             returning %s"""
                    .formatted(COLUMNS);

    /** Closed days that something was written about since: ids tell when that was. ?1 the least such id, ?2 the zone. */
    private static final String TOUCHED =
            """
            select distinct touched.day
              from person_day_scan scan cross join lateral (
                select cast(i.at at time zone cast(?2 as text) as date) as day from interactions i where i.id >= ?1
                union all
                select cast(o.booked_at at time zone cast(?2 as text) as date)
                  from order_history h join orders o on o.id = h.order_id
                 where h.id >= ?1 and h.to_status in ('CANCELLED', 'EXPIRED', 'REJECTED', 'RESCINDED')
                union all
                select cast(t.first_due_at at time zone cast(?2 as text) as date)
                  from task_moves m join tasks t on t.id = m.task_id where m.id >= ?1 and m.kind = 'CANCELLED') touched
             where touched.day <= scan.closed_through""";

    /**
     * Days in their order that anything was done on or is known of: each is found from the one before it by the indexes, so that
     * empty years cost nothing. ?1 the first, ?2 the last, ?3 the zone, ?4 how many.
     */
    private static final String EVENTFUL =
            """
            with recursive eventful as (
                select 0 as n, cast(?1 as date) - 1 as day
                union all
                select e.n + 1, next.day
                  from eventful e
                 cross join lateral (select cast(e.day + 1 as timestamp) at time zone cast(?3 as text) as since) s
                 cross join lateral (
                    select least(
                        cast(least(
                            (select min(created_at) from customers where created_at >= s.since),
                            (select min(at) from interactions where at >= s.since),
                            (select min(first_due_at) from tasks where first_due_at >= s.since and origin in ('FOLLOW_UP', 'PLAN')),
                            (select min(at) from erased_deeds where at >= s.since),
                            (select min(booked_at) from orders where booked_at >= s.since),
                            (select min(status_at) from orders where status_at >= s.since and status = 'CONFIRMED'))
                            at time zone cast(?3 as text) as date),
                        (select min(p.day) from person_days p where p.day > e.day)) as day) next
                 where e.n < cast(?4 as integer) and next.day <= cast(?2 as date))
            select day from eventful where n > 0 order by day""";

    private static final String ADVANCE =
            """
            update person_day_scan set closed_through = ?1, swept_on = ?2, next_to_sweep = cast(?3 as date),
                   first_day = least(first_day, cast(?5 as date)), looked_at = case when ?4 then now() else looked_at end""";

    private final Facts facts;
    private final Background background;
    private final PerformanceConfig settings;
    private final Clock clock;
    private final ZoneId zone;

    FactScan(Facts facts, Background background, PerformanceConfig settings, Clock clock, WealthConfig config) {
        this.facts = facts;
        this.background = background;
        this.settings = settings;
        this.clock = clock;
        this.zone = config.zone();
    }

    /** The row of {@code person_day_scan}. */
    record State(
            LocalDate firstDay, LocalDate closedThrough, Instant lookedAt, LocalDate sweptOn, LocalDate nextToSweep) {

        /** Where this leaves it after the days up to {@code last}, and those swept; a day is closed once it is over. */
        State after(LocalDate last, List<LocalDate> swept, LocalDate today) {
            boolean caughtUp = last.equals(today);
            boolean newDay = caughtUp && sweptOn.isBefore(today);
            LocalDate next = swept.size() < CHUNK ? null : swept.get(CHUNK - 1).plusDays(1);
            return new State(
                    firstDay,
                    caughtUp ? today.minusDays(1) : last,
                    lookedAt,
                    newDay ? today : sweptOn,
                    newDay ? firstDay : caughtUp ? next : nextToSweep);
        }
    }

    void start(@Observes StartupEvent event) {
        background
                .every(settings.lookEvery(), "facts of performance", this::look)
                .wake();
    }

    /** Until all that is due is worked out. */
    private Uni<Void> look() {
        return Panache.withTransaction(this::step)
                .chain(more -> more ? look() : Uni.createFrom().voidItem());
    }

    /** Whether more is due; not where another node is at it. */
    private Uni<Boolean> step() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return Db.select(State.class, LOCK)
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(false)
                        : begun(rows.get(0), today)
                                .chain(state -> state == null ? Uni.createFrom().item(false) : step(state, today)));
    }

    /** Null where nothing has happened yet. */
    private Uni<State> begun(State state, LocalDate today) {
        return state.firstDay() == null
                ? Db.select(State.class, BEGIN, zone.getId(), today).map(rows -> rows.isEmpty() ? null : rows.get(0))
                : Uni.createFrom().item(state);
    }

    /** The sweep and what was written late wait until all new days are worked out. */
    private Uni<Boolean> step(State state, LocalDate today) {
        LocalDate from = state.closedThrough().plusDays(1);
        LocalDate last = from.plusDays(CHUNK - 1).isBefore(today) ? from.plusDays(CHUNK - 1) : today;
        List<LocalDate> due = from.datesUntil(last.plusDays(1)).toList();
        return last.isBefore(today)
                ? advance(state.after(last, List.of(), today), due, false, today)
                        .replaceWith(true)
                : sweep(state).chain(swept -> touched(state)
                        .invoke(days -> days.addAll(swept))
                        .invoke(days -> days.addAll(due))
                        .chain(days -> advance(state.after(last, swept, today), List.copyOf(days), true, today)));
    }

    /** Works the days out and writes down how far this is; whether there is more to sweep. */
    private Uni<Boolean> advance(State after, List<LocalDate> days, boolean caughtUp, LocalDate today) {
        return facts.workOut(days, today)
                .chain(() -> Db.execute(
                        ADVANCE, after.closedThrough(), after.sweptOn(), after.nextToSweep(), caughtUp, days.get(0)))
                .map(advanced -> after.nextToSweep() != null);
    }

    /** Those of the sweep that are due. */
    private Uni<List<LocalDate>> sweep(State state) {
        return state.nextToSweep() == null
                ? Uni.createFrom().item(List.of())
                : Db.select(LocalDate.class, EVENTFUL, state.nextToSweep(), state.closedThrough(), zone.getId(), CHUNK);
    }

    private Uni<TreeSet<LocalDate>> touched(State state) {
        return Db.select(LocalDate.class, TOUCHED, least(state.lookedAt()), zone.getId())
                .map(TreeSet::new);
    }

    /** The least id of version 7 made so shortly before that it may have been committed since. */
    private static UUID least(Instant lookedAt) {
        return new UUID((lookedAt.toEpochMilli() - OVERLAP_MS) << 16 | 0x7000, 0x8000000000000000L);
    }
}
