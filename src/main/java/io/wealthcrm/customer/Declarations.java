package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Declaration.DeclarationView;
import io.wealthcrm.customer.Declaration.NewDeclaration;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** What customers declare in writing about products. */
@ApplicationScoped
class Declarations {
    private final Sight sight;
    private final CustomerQueries queries;
    private final Clock clock;
    private final WealthConfig config;

    Declarations(Sight sight, CustomerQueries queries, Clock clock, WealthConfig config) {
        this.sight = sight;
        this.queries = queries;
        this.clock = clock;
        this.config = config;
    }

    /** @throws Problem NOT_FOUND, INVALID_INPUT, UNKNOWN_EVIDENCE, UNKNOWN_PRODUCT, NOT_ASSESSED, LOWEST_CATEGORY */
    @WithTransaction
    Uni<DeclarationView> declare(Caller caller, UUID id, NewDeclaration input) {
        LocalDate today = LocalDate.now(clock.withZone(config.zone()));
        return sight.customer(caller.scope(), id)
                .call(() -> Evidence.requireOf(id, input.evidenceFileId()))
                .map(customer -> Declaration.of(Ids.next(), customer, input, caller.userId(), clock.instant(), today))
                .chain(Db::persist)
                .onFailure(
                        failure -> "customer_declarations_product_id_fkey".equals(DatabaseProblem.constraint(failure)))
                .transform(failure -> Problem.of(CustomerProblem.UNKNOWN_PRODUCT))
                .map(Declaration::view);
    }

    /** Newest first; two round trips. */
    @WithSession
    Uni<Page<DeclarationView>> list(Scope scope, UUID customer) {
        return sight.customer(scope, customer)
                .chain(() -> queries.declarations(customer))
                .map(rows -> new Page<>(rows.stream().map(Declaration::view).toList(), null));
    }
}
