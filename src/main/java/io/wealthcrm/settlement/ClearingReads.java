package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Clearing runs and their lines, to be looked at before and after the approval. */
@ApplicationScoped
class ClearingReads {
    private static final String RUNS =
            """
            select id, product_id, dealing_day, nav, fee_rate, fee_discount, status, holdings, amount, fee, shares, prepared_by,
                   prepared_at, decided_by, decided_at, booked_on, given_up,
                   (select j.id from jobs j where j.kind = 'CLEARING' and j.subject_id = clearing_runs.id) as job_id
              from clearing_runs
            """;

    private static final String PAGE =
            RUNS + " where product_id = ?1 and (cast(?2 as uuid) is null or id < ?2) order by id desc limit ?3";

    private static final String LINES =
            """
            select l.holding_id, l.amount, coalesce(l.fee_discount, r.fee_discount), l.fee, l.shares, l.entry_id
              from clearing_lines l join clearing_runs r on r.id = l.run_id
             where r.product_id = ?1 and r.id = ?2 and (cast(?3 as uuid) is null or l.holding_id > ?3)
             order by l.holding_id limit ?4""";

    record Row(
            UUID id,
            UUID productId,
            LocalDate dealingDay,
            BigDecimal nav,
            BigDecimal feeRate,
            BigDecimal feeDiscount,
            RunStatus status,
            int holdings,
            BigDecimal amount,
            BigDecimal fee,
            BigDecimal shares,
            UUID preparedBy,
            Instant preparedAt,
            UUID decidedBy,
            Instant decidedAt,
            LocalDate bookedOn,
            int givenUp,
            UUID jobId) {
        ClearingRunView view() {
            return new ClearingRunView(
                    id,
                    productId,
                    dealingDay,
                    Rate.of(nav),
                    Rate.of(feeRate),
                    Rate.of(feeDiscount),
                    status,
                    holdings,
                    Money.of(amount),
                    Money.of(fee),
                    Rate.of(shares),
                    preparedBy,
                    preparedAt,
                    decidedBy,
                    decidedAt,
                    bookedOn,
                    givenUp,
                    jobId);
        }
    }

    record LineRow(
            UUID holdingId,
            BigDecimal amount,
            BigDecimal feeDiscount,
            BigDecimal fee,
            BigDecimal shares,
            UUID entryId) {
        ClearingRunView.Line view() {
            return new ClearingRunView.Line(
                    holdingId, Money.of(amount), Rate.of(feeDiscount), Money.of(fee), Rate.of(shares), entryId);
        }
    }

    /** The newest first. */
    @WithSession
    Uni<Page<ClearingRunView>> list(UUID productId, PageRequest page) {
        return Db.select(Row.class, PAGE, productId, page.after(), page.rows())
                .map(rows ->
                        Page.of(rows, page.limit(), row -> Cursor.of(row.id())).map(Row::view));
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<ClearingRunView> find(UUID productId, UUID id) {
        return Db.one(Row.class, RUNS + " where product_id = ?1 and id = ?2", productId, id)
                .map(Row::view);
    }

    /** By holding. @throws Problem NOT_FOUND, also for one of another product */
    @WithSession
    Uni<Page<ClearingRunView.Line>> lines(UUID productId, UUID id, PageRequest page) {
        return find(productId, id)
                .chain(() -> Db.select(LineRow.class, LINES, productId, id, page.after(), page.rows()))
                .map(rows -> Page.of(rows, page.limit(), line -> Cursor.of(line.holdingId()))
                        .map(LineRow::view));
    }
}
