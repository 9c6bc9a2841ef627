package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds a customer through the caller's scope; what hangs on the customer is read or added after that. */
@ApplicationScoped
class Sight {
    private final CustomerQueries queries;

    Sight(CustomerQueries queries) {
        this.queries = queries;
    }

    /** One round trip in the caller's session. @throws Problem NOT_FOUND */
    Uni<Customer> customer(Scope scope, UUID id) {
        return queries.customer(id, scope.firm(), scope.mine(), scope.units(), scope.seats(), scope.customerId())
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND));
    }

    /** As {@link #customer}, but says of one who was merged into another within sight which one that is. */
    Uni<Customer> customerOrSurvivor(Scope scope, UUID id) {
        return queries.customer(id, scope.firm(), scope.mine(), scope.units(), scope.seats(), scope.customerId())
                .onItem()
                .ifNull()
                .switchTo(() -> survivor(scope, id).map(found -> {
                    throw found.isEmpty()
                            ? Problem.of(CommonProblem.NOT_FOUND)
                            : Problem.of(CommonProblem.NOT_FOUND, Map.of("mergedInto", found.get(0)));
                }));
    }

    private static Uni<List<UUID>> survivor(Scope scope, UUID id) {
        return Db.select(
                UUID.class,
                """
                select c.id from merged_customers m join customers c on c.id = m.merged_into
                 where m.id = ?1 and (cast(?2 as boolean) or c.advisor_id = any(?3) or c.unit_id = any(?4) or c.id = any(?5))""",
                id,
                scope.firm(),
                scope.mineArray(),
                scope.unitArray(),
                scope.seatArray());
    }
}
