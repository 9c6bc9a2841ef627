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

/** Distributions and their lines, to be looked at before and after the approval. */
@ApplicationScoped
class DistributionReads {
    private static final String DISTRIBUTIONS =
            """
            select id, product_id, kind, record_date, pay_on, currency, rate, since, until, nav, status, holdings, amount,
                   prepared_by, prepared_at, decided_by, decided_at, booked_on, given_up,
                   (select j.id from jobs j where j.kind = 'DISTRIBUTION' and j.subject_id = distributions.id) as job_id
              from distributions
            """;

    private static final String PAGE = DISTRIBUTIONS
            + " where product_id = ?1 and (cast(?2 as uuid) is null or id < ?2) order by id desc limit ?3";

    private static final String LINES =
            """
            select l.holding_id, l.base, l.days, l.amount, l.entry_id
              from distribution_lines l join distributions d on d.id = l.distribution_id
             where d.product_id = ?1 and d.id = ?2 and (cast(?3 as uuid) is null or l.holding_id > ?3)
             order by l.holding_id limit ?4""";

    record Row(
            UUID id,
            UUID productId,
            DistributionKind kind,
            LocalDate recordDate,
            LocalDate payOn,
            String currency,
            BigDecimal rate,
            LocalDate since,
            LocalDate until,
            BigDecimal nav,
            RunStatus status,
            int holdings,
            BigDecimal amount,
            UUID preparedBy,
            Instant preparedAt,
            UUID decidedBy,
            Instant decidedAt,
            LocalDate bookedOn,
            int givenUp,
            UUID jobId) {
        DistributionView view() {
            return new DistributionView(
                    id,
                    productId,
                    kind,
                    recordDate,
                    payOn,
                    currency,
                    Rate.of(rate),
                    since,
                    until,
                    Rate.of(nav),
                    status,
                    holdings,
                    Money.of(amount),
                    preparedBy,
                    preparedAt,
                    decidedBy,
                    decidedAt,
                    bookedOn,
                    givenUp,
                    jobId);
        }
    }

    record LineRow(UUID holdingId, BigDecimal base, Integer days, BigDecimal amount, UUID entryId) {
        DistributionView.Line view() {
            return new DistributionView.Line(holdingId, Rate.of(base), days, Money.of(amount), entryId);
        }
    }

    /** The newest first. */
    @WithSession
    Uni<Page<DistributionView>> list(UUID productId, PageRequest page) {
        return Db.select(Row.class, PAGE, productId, page.after(), page.rows())
                .map(rows ->
                        Page.of(rows, page.limit(), row -> Cursor.of(row.id())).map(Row::view));
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<DistributionView> find(UUID productId, UUID id) {
        return Db.one(Row.class, DISTRIBUTIONS + " where product_id = ?1 and id = ?2", productId, id)
                .map(Row::view);
    }

    /** By holding. @throws Problem NOT_FOUND, also for one of another product */
    @WithSession
    Uni<Page<DistributionView.Line>> lines(UUID productId, UUID id, PageRequest page) {
        return find(productId, id)
                .chain(() -> Db.select(LineRow.class, LINES, productId, id, page.after(), page.rows()))
                .map(rows -> Page.of(rows, page.limit(), line -> Cursor.of(line.holdingId()))
                        .map(LineRow::view));
    }
}
