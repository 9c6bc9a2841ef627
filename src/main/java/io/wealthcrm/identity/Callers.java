package io.wealthcrm.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Looks a session's person up: one round trip per request, and the only one before the request's own work. */
@ApplicationScoped
public class Callers {
    static final String ATTRIBUTE = "caller";

    private static final String BY_SESSION =
            """
            select u.id, s.id as session_id, u.display_name, u.roles, u.unit_id, u.customer_id, s.installation_id,
                   u.permissions, case when u.roles && '{TEAM_LEAD,BRANCH_MANAGER}'
                        then array(select below.id from units below where below.path like own.path || '%')
                        else '{}' end as units,
                   array(select v.covered_id from advisor_covers v
                          where v.cover_id = u.id and v.ended_at is null and cast($2 as date) between v.from_on and v.to_on) as covered,
                   array(select t.customer_id from seats_in_force t
                          where t.person_id = u.id and (t.to_on is null or t.to_on >= cast($2 as date))) as seats
              from sessions s join users u on u.id = s.user_id left join units own on own.id = u.unit_id
             where s.id = $1 and s.revoked_at is null and s.expires_at > now() and u.active""";

    private static final String BY_PERSON =
            """
            select u.id, cast(null as uuid) as session_id, u.display_name, u.roles, u.unit_id, u.customer_id,
                   cast(null as text) as installation_id, u.permissions,
                   case when u.roles && '{TEAM_LEAD,BRANCH_MANAGER}'
                        then array(select below.id from units below where below.path like own.path || '%')
                        else '{}' end as units,
                   array(select v.covered_id from advisor_covers v
                          where v.cover_id = u.id and v.ended_at is null and cast($2 as date) between v.from_on and v.to_on) as covered,
                   array(select t.customer_id from seats_in_force t
                          where t.person_id = u.id and (t.to_on is null or t.to_on >= cast($2 as date))) as seats
              from users u left join units own on own.id = u.unit_id where u.id = $1 and u.active""";

    private static final String ENDED =
            """
            select asked.id from unnest(cast($1 as uuid[])) as asked (id)
             where not exists (select from sessions s join users u on u.id = s.user_id
                                where s.id = asked.id and s.revoked_at is null and s.expires_at > now() and u.active)""";

    private final Pool pool;
    private final SecurityIdentity identity;
    private final Clock clock;
    private final ZoneId zone;

    Callers(Pool pool, SecurityIdentity identity, Clock clock, WealthConfig config) {
        this.pool = pool;
        this.identity = identity;
        this.clock = clock;
        this.zone = config.zone();
    }

    /** The caller of the current request. */
    public Caller current() {
        return of(identity);
    }

    /** The caller behind an identity that was authenticated. @throws Problem UNAUTHENTICATED for a stranger */
    public static Caller of(SecurityIdentity identity) {
        Caller caller = identity.getAttribute(ATTRIBUTE);
        if (caller == null) {
            throw Problem.of(CommonProblem.UNAUTHENTICATED);
        }
        return caller;
    }

    /** When the access token of the current request expires. */
    Instant accessUntil() {
        return Instant.ofEpochSecond(((JsonWebToken) identity.getPrincipal()).getExpirationTime());
    }

    /** Those of the sessions that are no longer good: signed out, replaced, expired, or their person has left. */
    public Uni<Set<UUID>> ended(Collection<UUID> sessions) {
        return pool.preparedQuery(ENDED)
                .execute(Tuple.of(sessions.toArray(UUID[]::new)))
                .map(rows -> rows.stream().map(row -> row.getUUID(0)).collect(Collectors.toSet()));
    }

    /** The person of a live session; null when it has ended or the person has left. */
    public Uni<Caller> bySession(UUID sessionId) {
        return pool.preparedQuery(BY_SESSION)
                .execute(Tuple.of(sessionId, today()))
                .map(Callers::first);
    }

    /**
     * Somebody as they are now, for work done in their name after the request; null when they have left. One round trip, over
     * a connection of its own.
     */
    public Uni<Caller> byPerson(UUID person) {
        return pool.preparedQuery(BY_PERSON).execute(Tuple.of(person, today())).map(Callers::first);
    }

    private static Caller first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : callerOf(rows.iterator().next());
    }

    private static Caller callerOf(Row row) {
        Set<Role> roles =
                Arrays.stream(row.getArrayOfStrings("roles")).map(Role::valueOf).collect(Collectors.toSet());
        return new Caller(
                row.getUUID("id"),
                row.getUUID("session_id"),
                row.getString("display_name"),
                roles,
                row.getUUID("unit_id"),
                List.of(row.getArrayOfUUIDs("units")),
                List.of(row.getArrayOfUUIDs("covered")),
                List.of(row.getArrayOfUUIDs("seats")),
                row.getUUID("customer_id"),
                row.getString("installation_id"),
                Arrays.stream(row.getArrayOfStrings("permissions"))
                        .map(Permission::valueOf)
                        .collect(Collectors.toSet()));
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }
}
