package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Many customers going to other advisors in one operation that can be taken back (客户移交). {@code customer_handovers} says who goes
 * to whom: other features move what is theirs by joining it. Everything joins the caller's transaction.
 */
@ApplicationScoped
public class Handovers {
    private static final String WRITE =
            """
            insert into customer_handovers (operation_id, customer_id, from_id, from_unit, to_id, to_unit, works_id, works_unit)
            select ?1, h.* from unnest(cast(?2 as uuid[]), cast(?3 as uuid[]), cast(?4 as uuid[]), cast(?5 as uuid[]),
                                       cast(?6 as uuid[]), cast(?7 as uuid[]), cast(?8 as uuid[])) h""";

    private static final String MOVE =
            """
            update customers c set advisor_id = h.to_id, unit_id = h.to_unit, version = c.version + %d,
                   advisor_since = case when h.to_id is not null then cast(?2 as timestamptz) end
              from customer_handovers h where h.operation_id = ?1 and h.customer_id = c.id"""
                    .formatted(Restorations.VERSIONS_APART);

    private static final String TELL =
            """
            insert into timeline_entries (id, customer_id, at, kind, by_id, ref_id, data)
            select uuidv7(), h.customer_id, cast(?2 as timestamptz), case when h.to_id is null then 'RELEASED' else ?3 end, ?4, h.operation_id,
                   jsonb_strip_nulls(jsonb_build_object('from', h.from_id, 'to', h.to_id, 'summary', cast(?5 as text),
                                                        'reason', case when h.to_id is null then 'OFFBOARDED' end))
              from customer_handovers h where h.operation_id = ?1""";

    /** Those still with whom they went to, but edited since, so that they are not put back as they were. */
    private static final String BRING_BACK =
            """
            update customers c set advisor_id = h.from_id, unit_id = h.from_unit, version = c.version + 1,
                   advisor_since = cast(r.before ->> 'advisor_since' as timestamptz)
              from customer_handovers h join restorable_rows r on r.operation_id = h.operation_id and r.relation = 'customers'
                                                             and cast(r.key ->> 'id' as uuid) = h.customer_id
             where h.operation_id = ?1 and c.id = h.customer_id and r.left_alone
               and c.advisor_id is not distinct from h.to_id and c.unit_id = h.to_unit""";

    private final Restorations restorations;

    Handovers(Restorations restorations) {
        this.restorations = restorations;
    }

    /** Says who goes to whom, before anything moves. */
    public Uni<Void> write(UUID operation, List<Handover> all) {
        return Db.execute(
                        WRITE,
                        operation,
                        ids(all, Handover::customer),
                        ids(all, Handover::from),
                        ids(all, Handover::fromUnit),
                        ids(all, Handover::to),
                        ids(all, Handover::toUnit),
                        ids(all, Handover::works),
                        ids(all, Handover::worksUnit))
                .replaceWithVoid();
    }

    private static UUID[] ids(List<Handover> all, Function<Handover, UUID> part) {
        return all.stream().map(part).toArray(UUID[]::new);
    }

    /** The customers themselves, and a line on the timeline of each. @param kind of that line; of the pool's it is RELEASED */
    public Uni<Long> move(UUID operation, Instant at, UUID by, String kind, String reason) {
        return restorations
                .change(operation, "customers", MOVE, operation, at)
                .call(() -> restorations.change(operation, "timeline_entries", TELL, operation, at, kind, by, reason));
    }

    /** After the operation was taken back: who was only edited since goes back too. */
    public Uni<Integer> bringBack(UUID operation) {
        return Db.execute(BRING_BACK, operation);
    }
}
