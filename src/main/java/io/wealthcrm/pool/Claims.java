package io.wealthcrm.pool;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerTransferred;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.TimelineEntry;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

/**
 * Takes customers out of the pool, one at a time. The customer's row decides who is first, the claimer's own row keeps one
 * person's claims one after the other, so that none goes over a cap.
 */
@ApplicationScoped
class Claims {
    /**
     * A statement of its own: what is counted against the caps must be read after the lock is held. Whether the customer still
     * waits spares all who come too late the attempt.
     */
    private static final String LOCK =
            """
            select s.claims_per_day, s.holdings_cap, s.no_take_back_days,
                   exists (select from pool_entries e where e.customer_id = ?2 and e.left_at is null) as waiting,
                   exists (select from successions l
                            where l.user_id = u.id and l.kind = 'OFFBOARDING' and l.state = 'PLANNED') as leaving
              from users u cross join lateral (%s) s where u.id = ?1 and u.active for no key update of u"""
                    .formatted(PoolSettings.OF_UNIT.formatted("u.unit_id"));

    private static final String COUNTS =
            """
            select (select count(*) from customers where advisor_id = ?1) as held,
                   (select count(*) from pool_entries where to_advisor_id = ?1 and claimed_on = ?2) as claimed""";

    /** ?1 the customer, ?2 and ?3 who claims and where, ?4 now, ?5–?7 the settings, the last as the moment it counts from. */
    private static final String TAKE =
            """
            update customers c set advisor_id = ?2, unit_id = ?3, advisor_since = ?4, version = c.version + 1
              from pool_entries e, counts
             where c.id = ?1 and c.advisor_id is null
               and e.customer_id = c.id and e.left_at is null and e.pool_id in (select id from reach)
               and counts.claimed < ?5 and counts.held < ?6
               and not exists (select from pool_entries p
                                where p.customer_id = c.id and p.from_advisor_id = ?2 and p.entered_at > ?7)
            returning e.id as entry_id""";

    private static final String LEAVE =
            """
            update pool_entries e set left_at = greatest(e.entered_at, cast(?1 as timestamptz)), to_advisor_id = ?2, claimed_on = ?3
              from taken where e.id = taken.entry_id and e.left_at is null
            returning e.id""";

    /** What stood in the way; ?4 the customer, ?5 who claims, ?6 the business day, ?7 as in {@link #TAKE}. */
    private static final String OBSTACLES =
            """
            with reach as (%s), counts as (%s)
            select counts.held, counts.claimed,
                   (select count(*) from pool_entries e where e.customer_id = ?4 and e.pool_id in (select id from reach)) as known,
                   (select count(*) from pool_entries e join customers c on c.id = e.customer_id
                     where e.customer_id = ?4 and e.left_at is null and c.advisor_id is null) as waiting,
                   (select max(entered_at) from pool_entries e
                     where e.customer_id = ?4 and e.from_advisor_id = ?5 and e.entered_at > ?7) as given_up_at
              from counts"""
                    .formatted(Reach.SQL, COUNTS.replace("?1", "?5").replace("?2", "?6"));

    private final Customers customers;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;
    private final ZoneId zone;

    Claims(Customers customers, Outbox outbox, Audit audit, Clock clock, WealthConfig config) {
        this.customers = customers;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
        this.zone = config.zone();
    }

    record Terms(int claimsPerDay, int holdingsCap, int noTakeBackDays, boolean waiting, boolean leaving) {}

    record Obstacles(long held, long claimed, long known, long waiting, Instant givenUpAt) {}

    /**
     * The customer becomes the caller's.
     *
     * @throws Problem NOT_FOUND, ALREADY_CLAIMED, TAKE_BACK_TOO_SOON with {@code allowedFrom}, DAILY_CLAIM_CAP with {@code nextAt},
     *     HOLDINGS_CAP, LEAVING
     */
    @WithTransaction
    Uni<Claimed> claim(Caller caller, UUID customer) {
        Instant now = clock.instant();
        return Db.one(Terms.class, LOCK, caller.userId(), customer)
                .chain(terms -> claim(caller, customer, terms, now))
                .replaceWith(new Claimed(customer, caller.userId(), caller.unitId(), now));
    }

    private Uni<Void> claim(Caller caller, UUID customer, Terms terms, Instant now) {
        Uni<Long> taken = terms.waiting() && !terms.leaving()
                ? take(caller, customer, terms, now)
                : Uni.createFrom().item(0L);
        return taken.chain(count -> count == 1 ? Uni.createFrom().voidItem() : refuse(caller, customer, terms, now));
    }

    private Uni<Long> take(Caller caller, UUID customer, Terms terms, Instant now) {
        UUID me = caller.userId();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Changes changes = new Changes()
                .add("reach", Reach.SQL, Reach.of(caller, false))
                .add("counts", COUNTS, me, today)
                .add(
                        "taken",
                        TAKE,
                        customer,
                        me,
                        caller.unitId(),
                        now,
                        terms.claimsPerDay(),
                        terms.holdingsCap(),
                        freeSince(terms, now))
                .add("ended", LEAVE, now, me, today);
        customers.addTimeline(new TimelineEntry(customer, now, "CLAIMED", me, null, Map.of("to", me)), changes);
        outbox.publish(new CustomerTransferred(customer, null, me, caller.unitId(), me, now), changes);
        audit.record(me, "CUSTOMER_CLAIMED", "CUSTOMER", customer, changes);
        return changes.sendCounting("ended");
    }

    /** Whoever gave the customer up after this may not have them yet. */
    private static Instant freeSince(Terms terms, Instant now) {
        return now.minus(Duration.ofDays(terms.noTakeBackDays()));
    }

    private Uni<Void> refuse(Caller caller, UUID customer, Terms terms, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        Object[] parameters = Reach.of(caller, false, customer, caller.userId(), today, freeSince(terms, now));
        return Db.one(Obstacles.class, OBSTACLES, parameters)
                .invoke(found -> {
                    throw problem(found, terms, today);
                })
                .replaceWithVoid();
    }

    private Problem problem(Obstacles found, Terms terms, LocalDate today) {
        if (found.known() == 0) {
            return Problem.of(CommonProblem.NOT_FOUND);
        }
        if (found.waiting() == 0) {
            return Problem.of(PoolProblem.ALREADY_CLAIMED);
        }
        if (terms.leaving()) {
            return Problem.of(PoolProblem.LEAVING);
        }
        if (found.givenUpAt() != null) {
            Instant allowed = found.givenUpAt().plus(Duration.ofDays(terms.noTakeBackDays()));
            return Problem.of(PoolProblem.TAKE_BACK_TOO_SOON, Map.of("allowedFrom", allowed));
        }
        if (found.claimed() >= terms.claimsPerDay()) {
            Instant next = today.plusDays(1).atStartOfDay(zone).toInstant();
            return Problem.of(PoolProblem.DAILY_CLAIM_CAP, Map.of("cap", terms.claimsPerDay(), "nextAt", next));
        }
        if (found.held() >= terms.holdingsCap()) {
            return Problem.of(PoolProblem.HOLDINGS_CAP, Map.of("cap", terms.holdingsCap()));
        }
        return Problem.of(PoolProblem.ALREADY_CLAIMED);
    }
}
