package io.wealthcrm.pool;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerTransferred;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.TimelineEntry;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Gives customers up into the pool of their branch. */
@ApplicationScoped
class Releases {
    /** Waits for bookings under way, which hold the customer's key: their orders count. */
    private static final String LOCK =
            """
            select id, advisor_id, pool_of(unit_id) as pool_id from customers
             where id = ?1 and erased_at is null and (cast(?2 as boolean) or advisor_id = ?3 or unit_id = any(?4)) for update""";

    private static final String FREE =
            """
            update customers c set advisor_id = null, advisor_since = null, unit_id = ?2, version = c.version + 1
             where c.id = ?1 and not exists (select from open_orders o where o.customer_id = c.id)
            returning c.id, old.advisor_id as from_advisor_id, old.unit_id as from_unit_id, new.unit_id as pool_id""";

    private static final String ENTER =
            """
            insert into pool_entries (id, customer_id, pool_id, reason, note, from_advisor_id, from_unit_id, released_by, entered_at)
            select ?1, id, pool_id, 'RELEASED', ?2, from_advisor_id, from_unit_id, ?3, ?4 from freed""";

    private final Customers customers;
    private final PoolQueries queries;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;

    Releases(Customers customers, PoolQueries queries, Outbox outbox, Audit audit, Clock clock) {
        this.customers = customers;
        this.queries = queries;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    record Served(UUID id, UUID advisorId, UUID poolId) {}

    /** @throws Problem NOT_FOUND, ALREADY_IN_POOL, OPEN_ORDERS */
    @WithTransaction
    Uni<PoolStay> release(Caller caller, UUID id, String reason) {
        Scope scope = caller.scope();
        return Db.one(Served.class, LOCK, id, scope.firm(), scope.me(), scope.unitArray())
                .invoke(Releases::requireServed)
                .chain(served -> free(caller, served, reason))
                .chain(() -> queries.latest(id));
    }

    private static void requireServed(Served customer) {
        if (customer.advisorId() == null) {
            throw Problem.of(PoolProblem.ALREADY_IN_POOL);
        }
    }

    private Uni<Void> free(Caller caller, Served served, String reason) {
        Instant now = clock.instant();
        UUID id = served.id();
        UUID entry = Ids.next();
        Map<String, Object> told = Map.of("from", served.advisorId(), "reason", PoolReason.RELEASED, "summary", reason);
        Changes changes = new Changes()
                .add("freed", FREE, id, served.poolId())
                .add(null, ENTER, entry, reason, caller.userId(), now);
        customers.addTimeline(new TimelineEntry(id, now, "RELEASED", caller.userId(), entry, told), changes);
        outbox.publish(
                new CustomerTransferred(id, served.advisorId(), null, served.poolId(), caller.userId(), now), changes);
        audit.record(caller.userId(), "CUSTOMER_RELEASED", "CUSTOMER", id, changes);
        return changes.sendCounting("freed")
                .invoke(freed -> {
                    if (freed == 0) {
                        throw Problem.of(PoolProblem.OPEN_ORDERS);
                    }
                })
                .replaceWithVoid();
    }
}
