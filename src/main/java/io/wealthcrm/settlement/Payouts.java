package io.wealthcrm.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
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
import java.util.Map;
import java.util.UUID;

/** Single payouts: looked up with all they rest on, and retried by hand when the bank sent them back. */
@ApplicationScoped
class Payouts {
    private static final String SELECT =
            """
            select p.id, p.status, p.distribution_id, p.holding_id, p.order_id, p.customer_id, p.product_id, p.amount, p.currency,
                   p.pay_on, (select entry_id from distribution_lines l
                               where l.distribution_id = p.distribution_id and l.holding_id = p.holding_id),
                   p.entry_id, p.paid_at,
                   (select cast(coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('batchId', a.batch_id, 'status', a.status,
                               'bankReference', a.bank_reference, 'reason', a.reason, 'settledAt', a.settled_at))
                               order by a.batch_id), '[]') as text)
                      from payout_attempts a where a.payout_id = p.id)
              from payouts p
            """;

    private static final String PAGE = SELECT
            + """
             where (cast(?1 as text) is null or p.status = ?1) and (cast(?2 as uuid) is null or p.distribution_id = ?2)
               and (cast(?3 as uuid) is null or p.customer_id = ?3)
               and (cast(?4 as uuid) is null
                    or exists (select from payout_attempts where payout_id = p.id and batch_id = ?4))
               and (cast(?5 as uuid) is null or p.id < ?5)
             order by p.id desc limit ?6""";

    private final Audit audit;
    private final ObjectMapper json;

    Payouts(Audit audit, ObjectMapper json) {
        this.audit = audit;
        this.json = json;
    }

    record Row(
            UUID id,
            PayoutStatus status,
            UUID distributionId,
            UUID holdingId,
            UUID orderId,
            UUID customerId,
            UUID productId,
            BigDecimal amount,
            String currency,
            LocalDate payOn,
            UUID debtEntryId,
            UUID paymentEntryId,
            Instant paidAt,
            String attempts) {}

    /** The newest first. */
    @WithSession
    Uni<Page<PayoutView>> list(PayoutFilter filter, PageRequest page) {
        return Db.select(
                        Row.class,
                        PAGE,
                        filter.statusName(),
                        filter.distribution(),
                        filter.customer(),
                        filter.batch(),
                        page.after(),
                        page.rows())
                .map(rows ->
                        Page.of(rows, page.limit(), row -> Cursor.of(row.id())).map(this::view));
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<PayoutView> find(UUID id) {
        return Db.one(Row.class, SELECT + " where p.id = ?1", id).map(this::view);
    }

    /** Makes a payout due again that the bank sent back. @throws Problem NOT_FOUND, PAYOUT_NOT_DUE (with {@code current}) */
    @WithTransaction
    Uni<PayoutView> retry(Caller caller, UUID id) {
        return Db.execute("update payouts set status = 'DUE' where id = ?1 and status = 'FAILED'", id)
                .chain(moved -> find(id).invoke(payout -> requireRetried(moved, payout)))
                .call(() -> audit.record(caller.userId(), "PAYOUT_RETRIED", "PAYOUT", id));
    }

    private static void requireRetried(int moved, PayoutView payout) {
        if (moved == 0) {
            throw Problem.of(SettlementProblem.PAYOUT_NOT_DUE, Map.of("current", payout.status()));
        }
    }

    private PayoutView view(Row row) {
        return new PayoutView(
                row.id(),
                row.status(),
                row.distributionId(),
                row.holdingId(),
                row.orderId(),
                row.customerId(),
                row.productId(),
                Money.of(row.amount()),
                row.currency(),
                row.payOn(),
                row.debtEntryId(),
                row.paymentEntryId(),
                row.paidAt(),
                parsed(row.attempts()));
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
