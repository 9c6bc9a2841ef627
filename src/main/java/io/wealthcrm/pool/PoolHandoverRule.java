package io.wealthcrm.pool;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.HandoverRule;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/**
 * Nobody is given more customers than an advisor may have; and leads, who may give a customer of the pool to anybody below them, take
 * theirs by a claim as everybody does, so that its caps and the time without a take-back hold for them too.
 */
@ApplicationScoped
class PoolHandoverRule implements HandoverRule {
    private static final String STANDING =
            """
            select s.holdings_cap, (select count(*) from customers where advisor_id = ?1) as held,
                   coalesce(c.advisor_id = ?1, false) as serves,
                   exists (select from pool_entries e where e.customer_id = ?2 and e.left_at is null) as waiting
              from users u cross join lateral (%s) s join customers c on c.id = ?2 where u.id = ?1"""
                    .formatted(PoolSettings.OF_UNIT.formatted("u.unit_id"));

    private record Standing(int holdingsCap, long held, boolean serves, boolean waiting) {}

    /** One round trip. @throws Problem HOLDINGS_CAP with {@code cap}, CLAIM_INSTEAD */
    @Override
    public Uni<Void> require(Caller caller, UUID customer, UUID advisor) {
        boolean own = caller.userId().equals(advisor);
        return Db.one(Standing.class, STANDING, advisor, customer)
                .invoke(standing -> {
                    if (own && standing.waiting()) {
                        throw Problem.of(PoolProblem.CLAIM_INSTEAD);
                    }
                    if (!standing.serves() && standing.held() >= standing.holdingsCap()) {
                        throw Problem.of(PoolProblem.HOLDINGS_CAP, Map.of("cap", standing.holdingsCap()));
                    }
                })
                .replaceWithVoid();
    }
}
