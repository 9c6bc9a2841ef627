package io.wealthcrm.approval;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Standing in for, or by, somebody who leaves the firm ends, in an operation that can be taken back. */
@ApplicationScoped
public class DelegationEnds {
    private static final String END =
            """
            update approval_delegations set ended_at = cast(?2 as timestamptz)
             where (from_id = ?1 or to_id = ?1) and ended_at is null""";

    private final Restorations restorations;

    DelegationEnds(Restorations restorations) {
        this.restorations = restorations;
    }

    /** Joins the caller's transaction. @return how many delegations ended */
    public Uni<Long> end(UUID operation, UUID person, Instant at) {
        return restorations.change(operation, "approval_delegations", END, person, at);
    }
}
