package io.wealthcrm.attrition;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** One scan: so many customers at a step, in the order of their ids; with the last of them the advisors are told. */
@ApplicationScoped
class AttritionJob implements JobHandler {
    static final String KIND = "ATTRITION_SCAN";

    private static final UUID FIRST = new UUID(0, 0);

    private static final String ADVANCE =
            """
            update attrition_scans set looked_up_to = ?2, raised = raised + ?3, ended = ended + ?4,
                   finished_at = case when ?5 then cast(?6 as timestamptz) end
             where id = ?1 returning business_date, looked_up_to, raised, ended""";

    private final Shrinking shrinking;
    private final Clock clock;

    AttritionJob(Shrinking shrinking, Clock clock) {
        this.shrinking = shrinking;
        this.clock = clock;
    }

    record Scan(LocalDate day, UUID lookedUpTo, long raised, long ended) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID id) {
        return Db.one(
                        Scan.class,
                        "select business_date, looked_up_to, raised, ended from attrition_scans where id = ?1",
                        id)
                .chain(scan -> shrinking
                        .judge(scan.day(), scan.lookedUpTo() == null ? FIRST : scan.lookedUpTo())
                        .call(batch -> batch.last()
                                ? shrinking.tell(scan.day())
                                : Uni.createFrom().voidItem()))
                .chain(batch -> advance(id, batch));
    }

    private Uni<Step> advance(UUID id, Shrinking.Batch batch) {
        return Db.one(
                        Scan.class,
                        ADVANCE,
                        id,
                        batch.upTo(),
                        batch.raised(),
                        batch.ended(),
                        batch.last(),
                        clock.instant())
                .map(scan -> new Step(
                        batch.looked(),
                        batch.last(),
                        Map.of("date", scan.day(), "raised", scan.raised(), "ended", scan.ended())));
    }
}
