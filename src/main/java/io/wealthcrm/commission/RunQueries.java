package io.wealthcrm.commission;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.annotation.Nullable;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.processing.HQL;

interface RunQueries extends Db.Queries {
    /** Whether an order the run pays on is settled no longer; ?1 the run. */
    String OUTDATED =
            """
            select exists (select from orders o join commission_lines l on l.order_id = o.id
                            where o.paid_at is not null and o.status <> 'CONFIRMED'
                              and l.kind = 'EARNED' and l.run_id = ?1)""";

    @Nullable
    @HQL("from Run where id = :id")
    Uni<Run> run(UUID id);

    @Nullable
    @HQL("from Run where planId = :planId and month = :month")
    Uni<Run> runOf(UUID planId, LocalDate month);

    /** The latest month first, after {@code (month, id)}. */
    @HQL(
            """
            from Run where month <= :month and (month < :month or id < :id)
             order by month desc, id desc fetch first :rows rows only""")
    Uni<List<Run>> runs(LocalDate month, UUID id, int rows);

    /** @throws Problem NOT_FOUND */
    default Uni<Run> existing(UUID id) {
        return run(id).onItem().ifNull().failWith(() -> Problem.of(CommonProblem.NOT_FOUND));
    }

    /** Locked until the transaction ends. @throws Problem NOT_FOUND */
    default Uni<Run> locked(UUID id) {
        return session()
                .chain(session -> session.find(Run.class, id, LockModeType.PESSIMISTIC_WRITE))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND));
    }

    /** @throws Problem COMMISSION_RUN_OUTDATED */
    default Uni<Void> requireUpToDate(UUID runId) {
        return Db.select(Boolean.class, OUTDATED, runId)
                .invoke(outdated -> {
                    if (outdated.get(0)) {
                        throw Problem.of(CommissionProblem.COMMISSION_RUN_OUTDATED);
                    }
                })
                .replaceWithVoid();
    }
}
