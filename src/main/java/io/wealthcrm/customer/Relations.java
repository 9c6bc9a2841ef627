package io.wealthcrm.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.MergePatch;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Families, referrers, companies. That edges do not contradict each other is the database's to keep: the trigger on
 * {@code customer_relations} looks at them one after the other.
 */
@ApplicationScoped
class Relations {
    private final Sight sight;
    private final MergePatch mergePatch;
    private final Clock clock;
    private final WealthConfig config;

    Relations(Sight sight, MergePatch mergePatch, Clock clock, WealthConfig config) {
        this.sight = sight;
        this.mergePatch = mergePatch;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Both ends must be within sight.
     *
     * @throws Problem NOT_FOUND, UNKNOWN_RELATED_CUSTOMER, DUPLICATE_RELATION, RELATION_CYCLE, CONTRADICTING_RELATION
     */
    @WithTransaction
    Uni<RelationView> add(Caller caller, UUID customer, NewRelation input) {
        if (customer.equals(input.relatedId())) {
            throw Problem.of(CustomerProblem.UNKNOWN_RELATED_CUSTOMER);
        }
        return sight.customer(caller.scope(), customer)
                .chain(() -> related(caller.scope(), input.relatedId()))
                .chain(related -> Db.persist(Relation.of(Ids.next(), customer, input, caller.userId(), clock.instant()))
                        .map(relation -> RelationView.seenFrom(false, relation, related)))
                .onFailure()
                .transform(Relations::refusal);
    }

    private Uni<Customer> related(Scope scope, UUID id) {
        return sight.customer(scope, id)
                .onFailure(Problem.class)
                .transform(failure -> Problem.of(CustomerProblem.UNKNOWN_RELATED_CUSTOMER));
    }

    /**
     * By whoever sees this end.
     *
     * @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT, and as {@link #add} where it holds again
     */
    @WithTransaction
    Uni<RelationView> change(Caller caller, UUID customer, UUID id, String ifMatch, ObjectNode patch) {
        return held(caller.scope(), customer, id)
                .invoke(relation -> Version.require(ifMatch, relation.version))
                .invoke(relation -> relation.change(
                        mergePatch
                                .apply(relation.edit(), patch, RelationEdit.class)
                                .checked(today()),
                        caller.userId()))
                .call(Db::flush)
                .onFailure()
                .transform(Relations::refusal)
                .chain(relation -> seenFrom(caller.scope(), customer, relation));
    }

    /** Ends it today, by whoever sees this end; one that has ended stays as it is. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<Void> end(Caller caller, UUID customer, UUID id) {
        return held(caller.scope(), customer, id)
                .invoke(relation -> {
                    if (relation.until == null) {
                        relation.end(relation.earliestEnd(today()), caller.userId());
                    }
                })
                .replaceWithVoid();
    }

    /** One of a customer's within sight, locked until the transaction ends. */
    private Uni<Relation> held(Scope scope, UUID customer, UUID id) {
        return sight.customer(scope, customer)
                .chain(() -> Db.session())
                .chain(session -> session.find(Relation.class, id, LockModeType.PESSIMISTIC_WRITE))
                .invoke(relation -> {
                    if (relation == null || !relation.concerns(customer)) {
                        throw Problem.of(CommonProblem.NOT_FOUND);
                    }
                });
    }

    private Uni<RelationView> seenFrom(Scope scope, UUID customer, Relation relation) {
        boolean inverse = relation.relatedId.equals(customer);
        return sight.customer(scope, inverse ? relation.customerId : relation.relatedId)
                .onFailure(Problem.class)
                .recoverWithNull()
                .map(other -> RelationView.seenFrom(inverse, relation, other));
    }

    private static Throwable refusal(Throwable failure) {
        String constraint = DatabaseProblem.constraint(failure);
        if (constraint == null) {
            return failure;
        }
        return switch (constraint) {
            case "customer_relations_key" -> Problem.of(CustomerProblem.DUPLICATE_RELATION);
            case "customer_relations_acyclic" -> Problem.of(CustomerProblem.RELATION_CYCLE);
            case "customer_relations_kin" -> Problem.of(CustomerProblem.CONTRADICTING_RELATION);
            default -> failure;
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), config.zone());
    }
}
