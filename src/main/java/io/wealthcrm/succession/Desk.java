package io.wealthcrm.succession;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.pool.PoolHandover;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out who gets whom, from what is on file now. Reads only; joins the caller's session. */
@ApplicationScoped
class Desk {
    private static final String ABOUT_TO_LEAVE =
            "exists (select from successions s where s.user_id = u.id and s.kind = 'OFFBOARDING' and s.state = 'PLANNED')";

    private static final String COLLEAGUES =
            """
            select u.id from users u join users own on own.id = ?1 join units team on team.id = u.unit_id
              join units pool on pool.id = pool_of(own.unit_id)
             where u.active and 'ADVISOR' = any (u.roles) and u.id <> own.id and not %s
               and (u.unit_id = own.unit_id or pool.kind = 'BRANCH' and starts_with(team.path, pool.path))
               and (cast(?2 as uuid[]) is null or u.unit_id = any (cast(?2 as uuid[])))
             order by u.id"""
                    .formatted(ABOUT_TO_LEAVE);

    private static final String CANDIDATES =
            """
            select u.id, u.display_name, u.unit_id, not u.active or %s as departed, u.unit_id = own.unit_id as near,
                   greatest(r.holdings_cap - (select count(*) from customers c where c.advisor_id = u.id), 0) as room,
                   (select string_agg(distinct c.city, chr(31)) from customers c where c.advisor_id = u.id) as cities
              from users u join users own on own.id = ?1 cross join lateral (%s) r
             where u.id = any (?2) and 'ADVISOR' = any (u.roles)"""
                    .formatted(ABOUT_TO_LEAVE, PoolHandover.SETTINGS_OF_UNIT.formatted("u.unit_id"));

    private static final String CUSTOMERS =
            """
            with own as (
                select c.id, c.unit_id, c.city, c.tier, coalesce(k.assets, 0) as assets,
                       (select count(*) from open_orders o where o.customer_id = c.id) as open_orders
                  from customers c left join customer_contributions k on k.customer_id = c.id where c.advisor_id = ?1),
            lines as materialized (
                select unit_id, pool_of(unit_id) as pool_id, %s as lead_id from (select distinct unit_id from own) d)
            select o.id, o.unit_id, l.pool_id, l.lead_id, o.city, o.tier, o.assets, o.open_orders from own o join lines l using (unit_id)"""
                    .formatted(Leavers.LEAD.formatted("d.unit_id", "?1"));

    /** ?1 the customers, ?2 who hands over, ?3 who leaves or null, ?4 who gets other work then or null, ?5 now. */
    private static final String COUNTS =
            """
            select (select count(*) from tasks
                     where state = 'OPEN' and (customer_id = any (?1) and (assignee_id is null or assignee_id = ?2)
                                               or assignee_id = cast(?3 as uuid) and cast(?4 as uuid) is not null)) as tasks,
                   (select count(*) from appointments
                     where customer_id = any (?1) and owner_id = ?2 and state = 'BOOKED' and starts_at > cast(?5 as timestamptz)) as appointments,
                   (select count(*) from complaints
                     where state = 'ASSIGNED' and assignee_id = ?2 and (customer_id = any (?1) or cast(?3 as uuid) is not null)) as complaints,
                   (select count(*) from consultations
                     where state = 'ASSIGNED' and assignee_id = ?2
                       and (customer_id = any (?1) or cast(?3 as uuid) is not null)) as consultations,
                   (select count(*) from members m join conversations c on c.id = m.conversation_id and c.closed_at is null
                     where m.user_id = ?2 and m.left_at is null
                       and (c.order_id in (select id from orders where customer_id = any (?1))
                            or c.kind in ('DIRECT', 'GROUP', 'CONSULTATION')
                               and c.id in (select x.conversation_id from members x join users a on a.id = x.user_id and x.left_at is null
                                             where a.customer_id = any (?1)))) as conversations""";

    private final Clock clock;

    Desk(Clock clock) {
        this.clock = clock;
    }

    record Row(UUID id, String name, UUID unitId, boolean departed, boolean near, long room, String cities) {
        Candidate candidate() {
            Set<String> served = cities == null ? Set.of() : Set.copyOf(Arrays.asList(cities.split("\u001f", -1)));
            return new Candidate(id, name, unitId, departed, near, room, served);
        }
    }

    record Counts(long tasks, long appointments, long complaints, long consultations, long conversations) {}

    /** Those who are named, else colleagues. */
    Uni<List<UUID>> candidates(Asked asked) {
        return asked.amongColleagues()
                ? Db.select(UUID.class, COLLEAGUES, asked.leaver().id(), within(asked))
                : Uni.createFrom()
                        .item(asked.heirs().stream().map(Heir::advisorId).toList());
    }

    private static UUID[] within(Asked asked) {
        return asked.within() == null ? null : asked.within().toArray(UUID[]::new);
    }

    /** @throws Problem UNKNOWN_HEIR, TRANSFER_TO_DEPARTED, NOT_THEIR_CUSTOMER, CAPACITY_EXCEEDED */
    Uni<Working> work(Asked asked, List<UUID> candidates) {
        UUID leaver = asked.leaver().id();
        return Db.select(Row.class, CANDIDATES, leaver, candidates.toArray(UUID[]::new))
                .map(rows ->
                        rows.stream().map(Row::candidate).collect(Collectors.toMap(Candidate::id, Function.identity())))
                .invoke(found -> requireHeirs(asked, found))
                .chain(found -> Db.select(Served.class, CUSTOMERS, leaver)
                        .map(customers -> new Working(asked, Placing.of(customers, heirs(asked, candidates), found))));
    }

    private static List<Heir> heirs(Asked asked, List<UUID> candidates) {
        Stream<Heir> colleagues = candidates.stream().map(id -> new Heir(id, null, null, null, null));
        return asked.amongColleagues() ? colleagues.toList() : asked.heirs();
    }

    private static void requireHeirs(Asked asked, Map<UUID, Candidate> found) {
        for (Heir heir : asked.heirs()) {
            Candidate candidate = found.get(heir.advisorId());
            if (candidate == null || asked.within() != null && !asked.within().contains(candidate.unitId())) {
                throw Problem.of(SuccessionProblem.UNKNOWN_HEIR, Map.of("advisorId", heir.advisorId()));
            }
            if (candidate.departed()) {
                throw Problem.of(SuccessionProblem.TRANSFER_TO_DEPARTED, Map.of("advisorId", heir.advisorId()));
            }
        }
    }

    /** What moves with the customers, counted as it stands. */
    Uni<Outcome> outcome(Working working) {
        Asked asked = working.asked();
        var rows = working.handovers();
        UUID[] customers = rows.stream().map(row -> row.customer()).toArray(UUID[]::new);
        return Db.one(
                        Counts.class,
                        COUNTS,
                        customers,
                        asked.leaver().id(),
                        asked.leaving(),
                        asked.leaver().leadId(),
                        clock.instant())
                .map(counts -> new Outcome(
                        rows.size(),
                        rows.stream().filter(row -> row.to() == null).count(),
                        working.openOrders(),
                        counts.tasks(),
                        counts.appointments(),
                        counts.complaints(),
                        counts.consultations(),
                        counts.conversations(),
                        working.shares()));
    }
}
