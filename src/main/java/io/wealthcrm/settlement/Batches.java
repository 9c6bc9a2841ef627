package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.approval.Awaited;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Batches of payouts: prepared by one, released by another or by the firm's flow, on the pay day at the earliest. */
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

    private static final String LOCK =
            """
            select b.id, b.status, b.prepared_by, (select max(p.pay_on) from payouts p
                     join payout_attempts a on a.payout_id = p.id where a.batch_id = b.id)
              from payout_batches b where b.id = ?1 for update""";

    private static final String DECIDE =
            "update payout_batches set status = ?2, decided_by = ?3, decided_at = ?4 where id = ?1";

    private static final String MOVE =
            "update payouts set status = ?2 where id in (select payout_id from payout_attempts where batch_id = ?1)";

    private static final String WITHDRAW =
            "update payout_attempts set status = 'WITHDRAWN', settled_at = ?2 where batch_id = ?1";

    private final BatchReads reads;
    private final PayoutApproval approval;
    private final Audit audit;
    private final SettlementConfig config;
    private final WealthConfig firm;
    private final Clock clock;

    Batches(
            BatchReads reads,
            PayoutApproval approval,
            Audit audit,
            SettlementConfig config,
            WealthConfig firm,
            Clock clock) {
        this.reads = reads;
        this.approval = approval;
        this.audit = audit;
        this.config = config;
        this.firm = firm;
        this.clock = clock;
    }

    record Prepared(int payouts, int withoutAccount) {}

    /** A batch whose row the caller's transaction has locked. */
    record State(UUID id, BatchStatus status, UUID preparedBy, LocalDate payOn) {
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

        void requirePayDay(LocalDate today) {
            if (today.isBefore(payOn)) {
                throw Problem.of(SettlementProblem.PAYOUT_BEFORE_PAY_DAY, Map.of("payOn", payOn));
            }
        }
    }

    /**
     * Puts payouts that are due into a new batch, of a large distribution as many as one bank file takes, and opens the steps of
     * its approval where the firm has a flow for it.
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
                .chain(() -> approval.open(caller, id))
                .chain(() -> reads.find(id));
    }

    /**
     * Lets the bank have a batch that goes by no flow.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE, SECOND_PERSON_REQUIRED, PAYOUT_IN_APPROVAL, PAYOUT_BEFORE_PAY_DAY
     */
    @WithTransaction
    Uni<BatchView> release(Caller caller, UUID id) {
        return lock(id).invoke(batch -> batch.requireReleasableBy(caller.userId()))
                .call(() -> approval.requireNone(caller, id))
                .chain(batch -> released(caller, batch))
                .chain(() -> reads.find(id));
    }

    /**
     * Decides the step of the approval that is open to the caller: the last approval lets the bank have the batch, a rejection or
     * a return to the preparer gives it up.
     *
     * @throws Problem NOT_FOUND, FORBIDDEN, ILLEGAL_RUN_STATE, PAYOUT_NOT_IN_APPROVAL, PAYOUT_BEFORE_PAY_DAY and those of
     *     {@link io.wealthcrm.approval.Approvals#decide}
     */
    @WithTransaction
    Uni<BatchView> decide(Caller caller, UUID id, BatchDecision decision) {
        return approval.awaited(caller, id)
                .chain(awaited -> lock(id).call(batch -> decide(caller, batch, awaited, decision)))
                .chain(() -> reads.find(id));
    }

    /**
     * Gives up what is not released yet; its payouts are due again.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE, PAYOUT_IN_APPROVAL: whoever decides it sends it back
     */
    @WithTransaction
    Uni<BatchView> cancel(Caller caller, UUID id) {
        return lock(id).invoke(batch -> batch.require(BatchStatus.PREPARED))
                .call(() -> approval.requireNone(caller, id))
                .call(() -> withdrawn(caller, id))
                .chain(() -> reads.find(id));
    }

    /** Locks the batch until the caller's transaction ends. @throws Problem NOT_FOUND */
    Uni<State> lock(UUID id) {
        return Db.one(State.class, LOCK, id);
    }

    private Uni<?> decide(Caller caller, State batch, Awaited awaited, BatchDecision decision) {
        if (awaited != null) {
            batch.require(BatchStatus.PREPARED);
        }
        return approval.decide(caller, awaited, decision).chain(state -> switch (state.status()) {
            case OPEN -> Uni.createFrom().item(state);
            case APPROVED -> released(caller, batch);
            case REJECTED, RETURNED, WITHDRAWN -> withdrawn(caller, batch.id());
        });
    }

    private Uni<Void> released(Caller caller, State batch) {
        batch.requirePayDay(LocalDate.now(clock.withZone(firm.zone())));
        return decide(caller, batch.id(), BatchStatus.RELEASED)
                .chain(() -> Db.execute(MOVE, batch.id(), PayoutStatus.RELEASED.name()))
                .chain(() -> audit.record(caller.userId(), "PAYOUTS_RELEASED", "PAYOUT_BATCH", batch.id()));
    }

    private Uni<Integer> withdrawn(Caller caller, UUID id) {
        return decide(caller, id, BatchStatus.CANCELLED)
                .chain(() -> Db.execute(MOVE, id, PayoutStatus.DUE.name()))
                .chain(() -> Db.execute(WITHDRAW, id, clock.instant()));
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
}
