package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Whom work may be given: oneself, or who is below oneself; with a customer only who sees that customer. */
@ApplicationScoped
class Assignees {
    private static final String FIT =
            """
            select count(*) from users u left join units own on own.id = u.unit_id
             where u.id = ?1 and u.active and (u.id = ?2 or u.unit_id = any (?3))
               and (cast(?4 as uuid) is null or exists (
                    select from customers c join units theirs on theirs.id = c.unit_id
                     where c.id = cast(?4 as uuid)
                       and (c.advisor_id = u.id
                            or u.roles && array['COMPLIANCE', 'OPERATIONS', 'FINANCE', 'CALLBACK', 'EXECUTIVE']
                            or u.roles && array['TEAM_LEAD', 'BRANCH_MANAGER'] and starts_with(theirs.path, own.path))))""";

    private final Customers customers;

    Assignees(Customers customers) {
        this.customers = customers;
    }

    /**
     * Joins the caller's session.
     *
     * @param customer may be null
     * @throws Problem NOT_FOUND for a customer out of the caller's sight, UNKNOWN_ASSIGNEE
     */
    Uni<Void> require(Caller caller, UUID assignee, UUID customer) {
        Uni<?> seen = customer == null ? Uni.createFrom().voidItem() : customers.brief(caller.scope(), customer);
        return seen.chain(() -> Db.select(
                        Long.class,
                        FIT,
                        assignee,
                        caller.userId(),
                        caller.scope().unitArray(),
                        customer))
                .invoke(fit -> {
                    if (fit.get(0) == 0) {
                        throw Problem.of(AgendaProblem.UNKNOWN_ASSIGNEE);
                    }
                })
                .replaceWithVoid();
    }
}
