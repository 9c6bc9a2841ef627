package io.wealthcrm.complaint;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Puts complaints back to be assigned (退回待受理) whose assignee left the firm, moved out of the customer's line or lost the
 * customer to somebody else; those who may give them to somebody are told.
 */
@ApplicationScoped
class ComplaintReturns {
    /** Locked in one order, so that two never wait for each other; who works on one right now is waited for. */
    private static final String PUT_BACK =
            """
            with orphaned as (
                select k.id from complaints k join customers c on c.id = k.customer_id
                 where %1$s and k.state = 'ASSIGNED'
                   and not exists (select from %2$s and u.id = k.assignee_id)
                 order by k.id for update of k),
            returned as (
                update complaints k set state = 'OPEN', assignee_id = null, version = version + 1
                  from orphaned where k.id = orphaned.id
                returning k.id, k.level),
            written as (
                insert into complaint_moves (id, complaint_id, kind, from_state, to_state, level, at)
                select uuidv7(), id, 'RETURNED', 'ASSIGNED', 'OPEN', level, cast(?2 as timestamptz) from returned)
            select id from returned""";

    private static final String OF_ASSIGNEE = PUT_BACK.formatted("k.assignee_id = ?1", Assignees.ABLE);
    private static final String OF_OPERATION = PUT_BACK.formatted(
            "k.customer_id in (select h.customer_id from customer_handovers h where h.operation_id = ?1)",
            Assignees.ABLE);
    private static final String OF_CUSTOMER = PUT_BACK.formatted("k.customer_id = ?1", Assignees.ABLE);

    private final ComplaintNews news;
    private final Clock clock;

    ComplaintReturns(ComplaintNews news, Clock clock) {
        this.news = news;
        this.clock = clock;
    }

    /** Those of the person that they may not work on as they are now. Joins the transaction. */
    Uni<Void> unlessAble(UUID assignee) {
        return putBack(OF_ASSIGNEE, assignee);
    }

    /** Those of a customer who has another advisor now, or none. Joins the transaction. */
    Uni<Void> afterTransferOf(UUID customer) {
        return putBack(OF_CUSTOMER, customer);
    }

    /** Those of the customers of an operation, who have other advisors now. Joins the transaction. */
    Uni<Void> afterHandover(UUID operation) {
        return putBack(OF_OPERATION, operation);
    }

    private Uni<Void> putBack(String sql, UUID of) {
        return Db.select(UUID.class, sql, of, clock.instant())
                .chain(returned -> returned.isEmpty() ? Uni.createFrom().voidItem() : news.returned(returned));
    }
}
