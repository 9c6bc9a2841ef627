package io.wealthcrm.segment;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Tiers;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** Judges all customers' tiers, so many at a step; those that stay the same are neither written nor locked. */
@ApplicationScoped
class TierJob implements JobHandler {
    static final String KIND = "TIERS";

    private static final int BATCH = 50_000;
    private static final UUID FIRST = new UUID(0, 0);

    private static final String ADVANCE =
            """
            update tier_recomputations set looked_up_to = coalesce(cast(?2 as uuid), looked_up_to), changed = changed + ?3,
                   finished_at = case when ?4 then cast(?5 as timestamptz) end
             where id = ?1 returning changed""";

    private final Tiers tiers;
    private final Clock clock;

    TierJob(Tiers tiers, Clock clock) {
        this.tiers = tiers;
        this.clock = clock;
    }

    record Recomputation(LocalDate day, UUID lookedUpTo) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID id) {
        return Db.one(
                        Recomputation.class,
                        "select business_date, looked_up_to from tier_recomputations where id = ?1",
                        id)
                .chain(at -> tiers.judge(at.day(), at.lookedUpTo() == null ? FIRST : at.lookedUpTo(), BATCH))
                .chain(batch -> advance(id, batch));
    }

    private Uni<Step> advance(UUID id, Tiers.Batch batch) {
        boolean last = batch.looked() < BATCH;
        return Db.one(Long.class, ADVANCE, id, batch.last(), batch.changed(), last, clock.instant())
                .map(changed -> new Step(batch.looked(), last, Map.of("changed", changed)));
    }
}
