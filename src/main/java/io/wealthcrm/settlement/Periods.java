package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;

/** Closes months of the ledger (结账) for good. */
@ApplicationScoped
class Periods {
    /** Waits for postings under way, and holds new ones back until the commit. */
    private static final String ALONE = "select cast(pg_advisory_xact_lock(82, 1) as text)";

    private static final String STATE =
            """
            select (select max(period) from ledger_closings) as last,
                   exists (select from clearing_runs where status = 'APPROVED' and booked_on < ?1)
                   or exists (select from distributions where status = 'APPROVED' and booked_on < ?1)""";

    private static final String LIST =
            """
            select period, closed_by, closed_at from ledger_closings
             where cast(?1 as date) is null or period < ?1 order by period desc limit ?2""";

    private final Audit audit;
    private final WealthConfig firm;
    private final Clock clock;

    Periods(Audit audit, WealthConfig firm, Clock clock) {
        this.audit = audit;
        this.firm = firm;
        this.clock = clock;
    }

    record State(LocalDate lastClosed, boolean inUse) {}

    record Row(LocalDate period, UUID closedBy, Instant closedAt) {
        ClosingView view() {
            return new ClosingView(YearMonth.from(period).toString(), closedBy, closedAt);
        }
    }

    /** A month that takes no more postings, as {@code 2026-11}; nor does any before it. */
    record ClosingView(String period, UUID closedBy, Instant closedAt) {}

    /**
     * Closes the month and all before it.
     *
     * @throws Problem PERIOD_NOT_OVER, PERIOD_CLOSED, PERIOD_IN_USE
     */
    @WithTransaction
    Uni<ClosingView> close(Caller caller, YearMonth period) {
        LocalDate next = period.plusMonths(1).atDay(1);
        if (LocalDate.now(clock.withZone(firm.zone())).isBefore(next)) {
            throw Problem.of(SettlementProblem.PERIOD_NOT_OVER);
        }
        Row closing = new Row(period.atDay(1), caller.userId(), clock.instant());
        return Db.select(String.class, ALONE)
                .chain(() -> Db.select(State.class, STATE, next))
                .invoke(found -> requireClosable(found.get(0), period))
                .chain(() -> Db.execute(
                        "insert into ledger_closings values (?1, ?2, ?3)",
                        closing.period(),
                        closing.closedBy(),
                        closing.closedAt()))
                .chain(() -> audit.record(caller.userId(), "PERIOD_CLOSED " + period, "LEDGER_PERIOD", null))
                .replaceWith(closing.view());
    }

    /** The latest first. */
    @WithSession
    Uni<Page<ClosingView>> list(PageRequest page) {
        Cursor cursor = page.cursor(1);
        return Db.select(Row.class, LIST, cursor == null ? null : cursor.date(0), page.rows())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.period()))
                        .map(Row::view));
    }

    private static void requireClosable(State state, YearMonth period) {
        if (state.lastClosed() != null && !period.atDay(1).isAfter(state.lastClosed())) {
            throw Problem.of(
                    SettlementProblem.PERIOD_CLOSED,
                    Map.of("current", YearMonth.from(state.lastClosed()).toString()));
        }
        if (state.inUse()) {
            throw Problem.of(SettlementProblem.PERIOD_IN_USE);
        }
    }
}
