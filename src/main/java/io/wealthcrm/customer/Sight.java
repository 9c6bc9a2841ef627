package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
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
        return queries.customer(id, scope.firm(), scope.mine(), scope.units(), scope.customerId())
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND));
    }
}
