package io.wealthcrm.commission;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.processing.HQL;

interface RunQueries extends Db.Queries {
    /** Whether an order the run pays on is lost; ?1 the run. */
    String OUTDATED = "select exists (select from (" + Engine.LOST + ") lost"
            + " join commission_lines l on l.order_id = lost.order_id where l.kind = 'EARNED' and l.run_id = ?1)";

    /** Compatible with what the calculation's lines hold of their run, so that nobody waits for a calculation. */
    String LOCK = "select id from commission_runs where id = ?1 for no key update";

    /** What the month settled, by an index alone. ?1 and ?2 the month's first instant and the one after it. */
    String SETTLED = "select count(*) from orders where status = 'CONFIRMED' and status_at >= ?1 and status_at < ?2";

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
        return Db.select(UUID.class, LOCK, id).chain(() -> existing(id));
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
