package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.order.OrderBrief;
import io.wealthcrm.order.Orders;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Who may be in a conversation with whom: staff with staff; a customer with staff who see the customer's file, alone only
 * with the own advisor; customers never open anything but the conversation with that advisor. Joins the caller's session.
 */
@ApplicationScoped
class Admissible {
    private static final String STAFF_OR_IN_SCOPE =
            """
            select count(*) from users u left join customers c on c.id = u.customer_id
             where u.id = any(?1) and u.active
               and (u.customer_id is null or ?2 or c.advisor_id = any(?3) or c.unit_id = any(?4) or c.id = any(?5))""";

    private static final String STAFF_OR_OWN_CUSTOMER =
            """
            select count(*) from users u left join customers c on c.id = u.customer_id
             where u.id = ?1 and u.active and (u.customer_id is null or c.advisor_id = ?2)""";

    private static final String OWN_ADVISOR =
            "select count(*) from users u join customers c on c.advisor_id = u.id where u.id = ?1 and u.active and c.id = ?2";

    private final Orders orders;

    Admissible(Orders orders) {
        this.orders = orders;
    }

    /** @throws Problem UNKNOWN_MEMBER unless the two may talk alone */
    Uni<Void> pair(Caller caller, UUID other) {
        Uni<List<Long>> found = caller.has(Role.CUSTOMER)
                ? Db.select(Long.class, OWN_ADVISOR, other, caller.customerId())
                : Db.select(Long.class, STAFF_OR_OWN_CUSTOMER, other, caller.userId());
        return found.invoke(rows -> require(rows.get(0) == 1)).replaceWithVoid();
    }

    /** @throws Problem UNKNOWN_MEMBER unless the caller may bring every one of them in */
    Uni<Void> all(Caller caller, Collection<UUID> people) {
        if (people.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Scope scope = caller.scope();
        return Db.select(
                        Long.class,
                        STAFF_OR_IN_SCOPE,
                        people.toArray(UUID[]::new),
                        scope.firm(),
                        scope.mineArray(),
                        scope.unitArray(),
                        scope.seatArray())
                .invoke(rows -> require(rows.get(0) == people.size()))
                .replaceWithVoid();
    }

    /** The advisor of an order in the caller's sight. @throws Problem NOT_FOUND */
    Uni<UUID> advisorOf(Caller caller, UUID order) {
        return orders.brief(caller.scope(), order).map(OrderBrief::advisorId);
    }

    private static void require(boolean admissible) {
        if (!admissible) {
            throw Problem.of(ChatProblem.UNKNOWN_MEMBER);
        }
    }
}
