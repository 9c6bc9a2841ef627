package io.wealthcrm.identity;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.Db;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Single-use tickets that let a WebSocket in on the installation their session was opened on; so no token ever stands in a URL. */
@ApplicationScoped
public class Tickets {
    private final Callers callers;
    private final Pool pool;
    private final IdentityConfig config;

    Tickets(Callers callers, Pool pool, IdentityConfig config) {
        this.callers = callers;
        this.pool = pool;
        this.config = config;
    }

    /** A ticket and its life in seconds. */
    record Ticket(String ticket, long expiresIn) {}

    /** Who a ticket let in; {@code until} is when the access token expires that the ticket was fetched with. */
    public record Admitted(Caller caller, Instant until) {}

    @WithTransaction
    Uni<Ticket> issue(UUID sessionId, Instant authUntil) {
        String ticket = Tokens.random();
        long life = config.ticketLife().toSeconds();
        return Db.execute(
                        """
                        with stale as (delete from ws_tickets where expires_at < now())
                        insert into ws_tickets (ticket_hash, session_id, expires_at, auth_until)
                        values (?1, ?2, now() + make_interval(secs => ?3), ?4)""",
                        Tokens.hash(ticket),
                        sessionId,
                        (double) life,
                        authUntil)
                .replaceWith(new Ticket(ticket, life));
    }

    /**
     * The person behind a ticket, once; null when it is unknown, used, expired or its session has ended. Two round trips,
     * in no transaction: the first uses the ticket up for good.
     */
    public Uni<Admitted> redeem(String ticket) {
        return pool.preparedQuery(
                        """
                        delete from ws_tickets where ticket_hash = $1
                        returning session_id, auth_until, expires_at > now() as live""")
                .execute(Tuple.of(Buffer.buffer(Tokens.hash(ticket))))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().nullItem()
                        : admit(rows.iterator().next()));
    }

    private Uni<Admitted> admit(Row ticket) {
        if (!ticket.getBoolean("live")) {
            return Uni.createFrom().nullItem();
        }
        Instant until = ticket.getOffsetDateTime("auth_until").toInstant();
        return callers.bySession(ticket.getUUID("session_id"))
                .map(caller -> caller == null ? null : new Admitted(caller, until));
    }
}
