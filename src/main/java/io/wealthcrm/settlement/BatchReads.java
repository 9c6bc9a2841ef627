package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Batches of payouts and how far the bank is with each. */
@ApplicationScoped
class BatchReads {
    private static final String SELECT =
            """
            select b.id, b.status, b.currency, b.payouts, b.amount, count(*) filter (where a.status = 'PAID'),
                   count(*) filter (where a.status = 'FAILED'), max(p.pay_on), b.prepared_by, b.prepared_at,
                   b.decided_by, b.decided_at
              from payout_batches b join payout_attempts a on a.batch_id = b.id
              join payouts p on p.id = a.payout_id
            """;

    private static final String PAGE = SELECT
            + """
             where b.id in (select id from payout_batches
                             where (cast(?1 as text) is null or status = ?1) and (cast(?2 as uuid) is null or id < ?2)
                             order by id desc limit ?3)
             group by b.id order by b.id desc""";

    record Row(
            UUID id,
            BatchStatus status,
            String currency,
            int payouts,
            BigDecimal amount,
            int paid,
            int failed,
            LocalDate payOn,
            UUID preparedBy,
            Instant preparedAt,
            UUID decidedBy,
            Instant decidedAt) {
        BatchView view() {
            return new BatchView(
                    id,
                    status,
                    currency,
                    payouts,
                    Money.of(amount),
                    paid,
                    failed,
                    payOn,
                    preparedBy,
                    preparedAt,
                    decidedBy,
                    decidedAt);
        }
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<BatchView> find(UUID id) {
        return Db.one(Row.class, SELECT + " where b.id = ?1 group by b.id", id).map(Row::view);
    }

    /** The newest first. */
    @WithSession
    Uni<Page<BatchView>> list(BatchStatus status, PageRequest page) {
        return Db.select(Row.class, PAGE, status == null ? null : status.name(), page.after(), page.rows())
                .map(rows ->
                        Page.of(rows, page.limit(), row -> Cursor.of(row.id())).map(Row::view));
    }
}
