package io.wealthcrm.contract;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Batches: registered in stock, sent to a unit or an advisor, received there. Their contracts move with them, set-based. */
@ApplicationScoped
class Batches {
    private static final String REGISTER =
            """
            with made as (
                insert into paper_contracts (number, batch_id, product_id, status, status_at)
                select b.prefix || lpad(cast(n as text), b.digits, '0'), b.id, b.product_id, 'IN_STOCK', b.registered_at
                  from paper_contract_batches b cross join generate_series(b.first_number, b.last_number) n
                 where b.id = ?1
                returning number)
            insert into paper_contract_history (id, number, to_status, by_id, at)
            select uuidv7(), made.number, 'IN_STOCK', b.registered_by, b.registered_at
              from made join paper_contract_batches b on b.id = ?1""";

    /** Contracts voided meanwhile stay behind. */
    private static final String MOVE =
            """
            with moved as (
                update paper_contracts c set status = ?3, status_at = cast(?5 as timestamptz), unit_id = b.to_unit_id,
                       advisor_id = b.to_advisor_id, version = c.version + 1
                  from paper_contract_batches b
                 where b.id = ?1 and c.batch_id = b.id and c.status = ?2
                returning c.number)
            insert into paper_contract_history (id, number, from_status, to_status, by_id, at)
            select uuidv7(), number, ?2, ?3, ?4, cast(?5 as timestamptz) from moved""";

    /** The unit of an advisor ?1, or the unit ?2 itself. */
    private static final String HOLDER =
            """
            select unit_id from users where id = cast(?1 as uuid) and active and 'ADVISOR' = any (roles)
            union all select id from units where id = cast(?2 as uuid)""";

    private final PaperQueries queries;
    private final Clock clock;

    Batches(PaperQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** One of the two: an advisor, or a unit. */
    record Holder(UUID advisorId, UUID unitId) {}

    /** Registers the batch and all its numbers, or nothing. @throws Problem CONTRACT_NUMBERS_TAKEN, UNKNOWN_CONTRACT_PRODUCT */
    @WithTransaction
    Uni<BatchView> register(Caller caller, NewBatch input) {
        return Db.persist(PaperBatch.of(input, caller.userId(), clock.instant()))
                .onFailure(
                        failure -> "paper_contract_batches_product_id_fkey".equals(DatabaseProblem.constraint(failure)))
                .transform(failure -> Problem.of(ContractProblem.UNKNOWN_CONTRACT_PRODUCT))
                .call(batch -> Db.execute(REGISTER, batch.id))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "paper_contracts_number_key"))
                .transform(failure -> Problem.of(ContractProblem.CONTRACT_NUMBERS_TAKEN))
                .map(BatchView::of);
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<BatchView> view(Caller caller, UUID id) {
        return queries.batch(id)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND))
                .invoke(batch -> PaperSight.requireSeen(caller.scope(), batch.toUnitId, batch.toAdvisorId))
                .map(BatchView::of);
    }

    /** Sends the batch out. @throws Problem NOT_FOUND, BATCH_NOT_MOVABLE, UNKNOWN_HOLDER, INVALID_INPUT */
    @WithTransaction
    Uni<BatchView> dispatch(Caller caller, UUID id, Holder to) {
        if ((to.advisorId() == null) == (to.unitId() == null)) {
            throw Problem.invalid("/advisorId", "ONE_OF", "advisorId 与 unitId 二选一 / either advisorId or unitId");
        }
        Instant now = clock.instant();
        return queries.lockedBatch(id)
                .call(batch -> Db.select(UUID.class, HOLDER, to.advisorId(), to.unitId())
                        .invoke(units -> {
                            if (units.isEmpty()) {
                                throw Problem.of(ContractProblem.UNKNOWN_HOLDER);
                            }
                            batch.send(units.get(0), to.advisorId(), caller.userId(), now);
                        }))
                .call(batch -> move(batch, PaperStatus.IN_STOCK, caller.userId(), now))
                .map(BatchView::of);
    }

    /** Received by the advisor it was sent to, or by whoever leads the unit. @throws Problem NOT_FOUND, BATCH_NOT_MOVABLE */
    @WithTransaction
    Uni<BatchView> receive(Caller caller, UUID id) {
        Instant now = clock.instant();
        return queries.lockedBatch(id)
                .invoke(batch -> PaperSight.requireSeen(caller.scope(), batch.toUnitId, batch.toAdvisorId))
                .invoke(batch -> batch.receive(caller.userId(), now))
                .call(batch -> move(batch, PaperStatus.SENT, caller.userId(), now))
                .map(BatchView::of);
    }

    /** The batch stands in its new state already; its contracts follow. */
    private static Uni<Void> move(PaperBatch batch, PaperStatus from, UUID by, Instant at) {
        return Db.session()
                .chain(Mutiny.Session::flush)
                .chain(() -> Db.execute(MOVE, batch.id, from.name(), batch.status.name(), by, at))
                .replaceWithVoid();
    }
}
