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

interface PlanQueries extends Db.Queries {
    /** Held by whoever changes versions or runs of a plan; a plan somebody else holds is not waited for. */
    String LOCK = "select id from commission_plans where id = ?1 for no key update skip locked";

    @Nullable
    @HQL("from Plan where id = :id")
    Uni<Plan> plan(UUID id);

    /** Newest first, below the id {@code before}. */
    @HQL("from Plan where id < :before order by id desc fetch first :rows rows only")
    Uni<List<Plan>> plans(UUID before, int rows);

    @Nullable
    @HQL("from PlanVersion where id = :id")
    Uni<PlanVersion> version(UUID id);

    /** Newest first, below {@code before}. */
    @HQL(
            "from PlanVersion where planId = :planId and number < :before order by number desc fetch first :rows rows only")
    Uni<List<PlanVersion>> versions(UUID planId, int before, int rows);

    @HQL("select coalesce(max(number), 0) from PlanVersion where planId = :planId")
    Uni<Integer> lastNumber(UUID planId);

    /** The version that pays for the month. */
    @Nullable
    @HQL(
            """
            from PlanVersion where planId = :planId and validFrom <= :month
             order by validFrom desc fetch first 1 rows only""")
    Uni<PlanVersion> inForce(UUID planId, LocalDate month);

    /** True when another version or a run of this month or a later one stands in the way of the version. */
    @HQL(
            """
            select exists (select 1 from PlanVersion v where v.planId = :planId and v.id <> :id and v.validFrom >= :month)
                or exists (select 1 from Run r where r.planId = :planId and r.month >= :month)""")
    Uni<Boolean> begunBy(UUID planId, UUID id, LocalDate month);

    /** @throws Problem NOT_FOUND */
    default Uni<Plan> existing(UUID id) {
        return plan(id).onItem().ifNull().failWith(() -> Problem.of(CommonProblem.NOT_FOUND));
    }

    /** @throws Problem NOT_FOUND */
    default Uni<PlanVersion> existing(UUID planId, UUID id) {
        return version(id).map(version -> {
            if (version == null || !version.planId.equals(planId)) {
                throw Problem.of(CommonProblem.NOT_FOUND);
            }
            return version;
        });
    }

    /** The plan, locked until the transaction ends. @throws Problem NOT_FOUND, COMMISSION_RUN_IN_FLIGHT */
    default Uni<Plan> locked(UUID id) {
        return existing(id).call(() -> Db.select(UUID.class, LOCK, id).invoke(PlanQueries::requireHeld));
    }

    private static void requireHeld(List<UUID> held) {
        if (held.isEmpty()) {
            throw Problem.of(CommissionProblem.COMMISSION_RUN_IN_FLIGHT);
        }
    }
}
