package io.wealthcrm.pool;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Customers of somebody who leaves, going into the pools. */
@ApplicationScoped
public class PoolHandover {
    /** The settings that count in the unit {@code %s}, with the {@code holdings_cap} of its advisors. */
    public static final String SETTINGS_OF_UNIT = PoolSettings.OF_UNIT;

    private static final String ENTER =
            """
            insert into pool_entries (id, customer_id, pool_id, reason, note, from_advisor_id, from_unit_id, released_by, entered_at)
            select uuidv7(), h.customer_id, h.to_unit, 'OFFBOARDED', cast(?2 as text), h.from_id, h.from_unit, ?3, cast(?4 as timestamptz)
              from customer_handovers h where h.operation_id = ?1 and h.to_id is null""";

    private final Restorations restorations;

    PoolHandover(Restorations restorations) {
        this.restorations = restorations;
    }

    /** Those of {@code customer_handovers} who go to nobody; their files say so already. Joins the caller's transaction. */
    public Uni<Long> enter(UUID operation, String reason, UUID by, Instant at) {
        return restorations.change(operation, "pool_entries", ENTER, operation, reason, by, at);
    }
}
