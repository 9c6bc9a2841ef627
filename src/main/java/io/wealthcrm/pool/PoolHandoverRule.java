package io.wealthcrm.pool;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.HandoverRule;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Nobody is given more customers than an advisor may have; and leads, who may give a customer of the pool to anybody below them, take
 * theirs by a claim as everybody does, so that its caps and the time without a take-back hold for them too: also where they gave the
 * customer to somebody first.
 */
@ApplicationScoped
class PoolHandoverRule implements HandoverRule {
    /** ?1 who gets the customer ?2, ?3 now. A stay in the pool that a gift has ended has no day of a claim. */
    private static final String STANDING =
            """
            select s.holdings_cap, customers_held(u.id) as held, coalesce(c.advisor_id = u.id, false) as serves, s.no_take_back_days,
                   (select max(p.entered_at) from pool_entries p
                     where p.customer_id = c.id and p.from_advisor_id = u.id and p.entered_at > since.at) as given_up_at,
                   exists (select from pool_entries p
                            where p.customer_id = c.id
                              and (p.left_at is null or p.left_at > since.at and p.claimed_on is null and p.to_advisor_id is not null)) as of_pool,
                   exists (select from successions l
                            where l.user_id = u.id and l.kind = 'OFFBOARDING' and l.state = 'PLANNED') as leaving
              from users u cross join lateral (%s) s join customers c on c.id = ?2
             cross join lateral (select cast(?3 as timestamptz) - make_interval(days => s.no_take_back_days) as at) since
             where u.id = ?1"""
                    .formatted(PoolSettings.OF_UNIT.formatted("u.unit_id"));

    private final Clock clock;

    PoolHandoverRule(Clock clock) {
        this.clock = clock;
    }

    private record Standing(
            int holdingsCap,
            long held,
            boolean serves,
            int noTakeBackDays,
            Instant givenUpAt,
            boolean ofPool,
            boolean leaving) {}

    /** One round trip. @throws Problem HOLDINGS_CAP with {@code cap}, LEAVING, TAKE_BACK_TOO_SOON with {@code allowedFrom}, CLAIM_INSTEAD */
    @Override
    public Uni<Void> require(Caller caller, UUID customer, UUID advisor) {
        boolean own = caller.userId().equals(advisor);
        return Db.one(Standing.class, STANDING, advisor, customer, clock.instant())
                .invoke(standing -> {
                    if (own && !standing.serves()) {
                        requireTaken(standing);
                    }
                    if (!standing.serves() && standing.held() >= standing.holdingsCap()) {
                        throw Problem.of(PoolProblem.HOLDINGS_CAP, Map.of("cap", standing.holdingsCap()));
                    }
                })
                .replaceWithVoid();
    }

    private static void requireTaken(Standing standing) {
        if (standing.leaving()) {
            throw Problem.of(PoolProblem.LEAVING);
        }
        if (standing.givenUpAt() != null) {
            Instant allowed = standing.givenUpAt().plus(Duration.ofDays(standing.noTakeBackDays()));
            throw Problem.of(PoolProblem.TAKE_BACK_TOO_SOON, Map.of("allowedFrom", allowed));
        }
        if (standing.ofPool()) {
            throw Problem.of(PoolProblem.CLAIM_INSTEAD);
        }
    }
}
