package io.wealthcrm.complaint;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Complaints of many customers going with them, by {@code customer_handovers}, in an operation that can be taken back. Everything joins
 * the caller's transaction.
 */
@ApplicationScoped
public class ComplaintHandover {
    /** Never to whom it is about. */
    private static final String GIVE =
            """
            update complaints k set assignee_id = h.to_id, version = k.version + %d
              from customer_handovers h
             where h.operation_id = ?1 and k.customer_id = h.customer_id and k.state = 'ASSIGNED' and k.assignee_id = h.from_id
               and h.to_id is not null and h.to_id is distinct from k.about_user_id"""
                    .formatted(Restorations.VERSIONS_APART);

    /** What who leaves has still, and what is with somebody who may not work on it any more. */
    private static final String PUT_BACK =
            """
            update complaints k set state = 'OPEN', assignee_id = null, version = k.version + %d
              from customers c
             where c.id = k.customer_id and k.state = 'ASSIGNED'
               and (k.assignee_id = cast(?2 as uuid)
                    or k.customer_id in (select h.customer_id from customer_handovers h where h.operation_id = ?1)
                       and not exists (select from %s and u.id = k.assignee_id))"""
                    .formatted(Restorations.VERSIONS_APART, Assignees.ABLE);

    private static final String MOVES =
            """
            insert into complaint_moves (id, complaint_id, kind, from_state, to_state, level, by_id, to_id, at)
            select uuidv7(), k.id, case k.state when 'OPEN' then 'RETURNED' else 'HANDED_OVER' end, 'ASSIGNED', k.state, k.level, ?2,
                   k.assignee_id, cast(?3 as timestamptz)
              from restorable_rows r join complaints k on k.id = cast(r.key ->> 'id' as uuid)
             where r.operation_id = ?1 and r.relation = 'complaints'""";

    private static final String RETURNED =
            """
            select k.id from restorable_rows r join complaints k on k.id = cast(r.key ->> 'id' as uuid)
             where r.operation_id = ?1 and r.relation = 'complaints' and k.state = 'OPEN'""";

    private final Restorations restorations;
    private final ComplaintReturns returns;
    private final ComplaintNews news;

    ComplaintHandover(Restorations restorations, ComplaintReturns returns, ComplaintNews news) {
        this.restorations = restorations;
        this.returns = returns;
        this.news = news;
    }

    /**
     * To the new advisors; what those may not work on waits to be assigned.
     *
     * @param leaver who leaves the firm; null where nobody does
     */
    public Uni<Void> move(UUID operation, UUID leaver, UUID by, Instant at) {
        return restorations
                .change(operation, "complaints", GIVE, operation)
                .call(() -> restorations.change(operation, "complaints", PUT_BACK, operation, leaver))
                .call(() -> restorations.change(operation, "complaint_moves", MOVES, operation, by, at))
                .chain(() -> Db.select(UUID.class, RETURNED, operation))
                .chain(returned -> returned.isEmpty() ? Uni.createFrom().voidItem() : news.returned(returned));
    }

    /** After the operation was taken back: what is with somebody who may not work on it any more waits to be assigned. */
    public Uni<Void> bringBack(UUID operation) {
        return returns.afterHandover(operation);
    }
}
