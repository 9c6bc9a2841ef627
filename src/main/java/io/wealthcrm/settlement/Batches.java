package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Batches of payouts: prepared by one, released by another. */
@ApplicationScoped
class Batches {
    /** Locks the payouts, so that of two batches prepared at once one goes without them. */
    private static final String PREPARE =
            """
            with chosen as (
                select id, amount, currency, order_id from payouts
                 where status = 'DUE' and (distribution_id = cast(?2 as uuid)
                    or id = any (cast(string_to_array(?3, ',') as uuid[])))
                 order by id limit ?4 for update),
            batch as (
                insert into payout_batches (id, currency, payouts, amount, prepared_by, prepared_at)
                select ?1, min(currency), count(*), sum(amount), ?5, ?6 from chosen
                having count(*) > 0 and count(distinct currency) = 1
                returning id),
            attempt as (insert into payout_attempts (batch_id, payout_id) select batch.id, chosen.id from batch, chosen),
            moved as (
                update payouts p set status = 'PREPARED' from batch, chosen where p.id = chosen.id returning p.id)
            select (select count(*) from moved),
                   (select count(*) from chosen join orders o on o.id = chosen.order_id where o.bank_account_cipher is null)""";

    private static final String SELECT =
            """
            select b.id, b.status, b.currency, b.payouts, b.amount, count(*) filter (where a.status = 'PAID'),
                   count(*) filter (where a.status = 'FAILED'), b.prepared_by, b.prepared_at, b.decided_by, b.decided_at
              from payout_batches b join payout_attempts a on a.batch_id = b.id
            """;

    private static final String PAGE = SELECT
            + """
             where b.id in (select id from payout_batches
                             where (cast(?1 as text) is null or status = ?1) and (cast(?2 as uuid) is null or id < ?2)
                             order by id desc limit ?3)
             group by b.id order by b.id desc""";

    private static final String LOCK = "select id, status, prepared_by from payout_batches where id = ?1 for update";

    private static final String DECIDE =
            "update payout_batches set status = ?2, decided_by = ?3, decided_at = ?4 where id = ?1";

    private static final String MOVE =
            "update payouts set status = ?2 where id in (select payout_id from payout_attempts where batch_id = ?1)";

    private static final String WITHDRAW =
            "update payout_attempts set status = 'WITHDRAWN', settled_at = ?2 where batch_id = ?1";

    private final Audit audit;
    private final SettlementConfig config;
    private final Clock clock;

    Batches(Audit audit, SettlementConfig config, Clock clock) {
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    record Prepared(int payouts, int withoutAccount) {}

    /** A batch whose row the caller's transaction has locked. */
    record State(UUID id, BatchStatus status, UUID preparedBy) {
        void require(BatchStatus wanted) {
            if (status != wanted) {
                throw Problem.of(SettlementProblem.ILLEGAL_RUN_STATE, Map.of("current", status));
            }
        }

        void requireReleasableBy(UUID person) {
            require(BatchStatus.PREPARED);
            if (person.equals(preparedBy)) {
                throw Problem.of(SettlementProblem.SECOND_PERSON_REQUIRED);
            }
        }
    }

    record Row(
            UUID id,
            BatchStatus status,
            String currency,
            int payouts,
            BigDecimal amount,
            int paid,
            int failed,
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
                    preparedBy,
                    preparedAt,
                    decidedBy,
                    decidedAt);
        }
    }

    /**
     * Puts payouts that are due into a new batch; of a large distribution as many as one bank file takes.
     *
     * @throws Problem INVALID_INPUT, NOTHING_TO_PAY, PAYOUT_NOT_DUE, PAYOUT_ACCOUNT_MISSING
     */
    @WithTransaction
    Uni<BatchView> prepare(Caller caller, NewBatch input) {
        input.requireOneOfTwo();
        UUID id = Ids.next();
        return Db.select(
                        Prepared.class,
                        PREPARE,
                        id,
                        input.distributionId(),
                        joined(input.payoutIds()),
                        config.batchSize(),
                        caller.userId(),
                        clock.instant())
                .invoke(rows -> requireWhole(rows.get(0), input))
                .chain(() -> find(id));
    }

    /** Lets the bank have it. @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE, SECOND_PERSON_REQUIRED */
    @WithTransaction
    Uni<BatchView> release(Caller caller, UUID id) {
        return lock(id).invoke(batch -> batch.requireReleasableBy(caller.userId()))
                .chain(() -> decide(caller, id, BatchStatus.RELEASED))
                .chain(() -> Db.execute(MOVE, id, PayoutStatus.RELEASED.name()))
                .chain(() -> audit.record(caller.userId(), "PAYOUTS_RELEASED", "PAYOUT_BATCH", id))
                .chain(() -> find(id));
    }

    /** Gives up what is not released yet; its payouts are due again. @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE */
    @WithTransaction
    Uni<BatchView> cancel(Caller caller, UUID id) {
        return lock(id).invoke(batch -> batch.require(BatchStatus.PREPARED))
                .chain(() -> decide(caller, id, BatchStatus.CANCELLED))
                .chain(() -> Db.execute(MOVE, id, PayoutStatus.DUE.name()))
                .chain(() -> Db.execute(WITHDRAW, id, clock.instant()))
                .chain(() -> find(id));
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<BatchView> find(UUID id) {
        return Db.select(Row.class, SELECT + " where b.id = ?1 group by b.id", id)
                .map(rows -> first(rows).view());
    }

    /** The newest first. */
    @WithSession
    Uni<Page<BatchView>> list(BatchStatus status, PageRequest page) {
        Cursor cursor = page.cursor(1);
        return Db.select(
                        Row.class,
                        PAGE,
                        status == null ? null : status.name(),
                        cursor == null ? null : cursor.uuid(0),
                        page.rows())
                .map(rows ->
                        Page.of(rows, page.limit(), row -> Cursor.of(row.id())).map(Row::view));
    }

    /** Locks the batch until the caller's transaction ends. @throws Problem NOT_FOUND */
    Uni<State> lock(UUID id) {
        return Db.select(State.class, LOCK, id).map(Batches::first);
    }

    private Uni<Integer> decide(Caller caller, UUID id, BatchStatus status) {
        return Db.execute(DECIDE, id, status.name(), caller.userId(), clock.instant());
    }

    private static void requireWhole(Prepared prepared, NewBatch input) {
        if (input.payoutIds() != null
                && prepared.payouts() < Set.copyOf(input.payoutIds()).size()) {
            throw Problem.of(SettlementProblem.PAYOUT_NOT_DUE);
        }
        if (prepared.payouts() == 0) {
            throw Problem.of(SettlementProblem.NOTHING_TO_PAY);
        }
        if (prepared.withoutAccount() > 0) {
            throw Problem.of(SettlementProblem.PAYOUT_ACCOUNT_MISSING, Map.of("payouts", prepared.withoutAccount()));
        }
    }

    private static String joined(List<UUID> ids) {
        return ids == null ? "" : ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static <T> T first(List<T> rows) {
        if (rows.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        return rows.get(0);
    }
}
