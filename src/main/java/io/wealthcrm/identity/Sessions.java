package io.wealthcrm.identity;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Sessions: a family of refresh tokens each, of which only the newest is good. */
@ApplicationScoped
public class Sessions {
    private final Tokens tokens;
    private final IdentityConfig config;
    private final Outbox outbox;

    Sessions(Tokens tokens, IdentityConfig config, Outbox outbox) {
        this.tokens = tokens;
        this.config = config;
        this.outbox = outbox;
    }

    record Presented(UUID sessionId, UUID userId, boolean used, boolean live) {}

    /**
     * Ends what was open on the installation and notes that the person has been there; says whether that is news. Where a
     * person has not been for 90 days is forgotten here, so that somebody who comes back is never taken for a newcomer.
     */
    private static final String ENTER =
            """
            with replaced as (
                update sessions set revoked_at = now(), revoked_because = 'REPLACED'
                 where user_id = ?1 and installation_id = ?2 and revoked_at is null),
            forgotten as (
                delete from sign_in_devices
                 where user_id = ?1 and installation_id <> ?2 and seen_at < now() - interval '90 days'),
            noted as (
                insert into sign_in_devices as d (user_id, installation_id) values (?1, ?2)
                on conflict (user_id, installation_id) do update set seen_at = now()
                returning coalesce(old.seen_at < now() - interval '90 days', true) as unseen)
            select unseen and exists (select from sign_in_devices where user_id = ?1) from noted""";

    /** Opens a session on an installation; one that was open there ends. */
    @WithTransaction
    Uni<SignedIn> open(UUID userId, String installationId) {
        UUID session = Ids.next();
        return Db.select(Boolean.class, ENTER, userId, installationId)
                .call(unseen -> unseen.get(0)
                        ? tell(userId, AccountChange.NEW_DEVICE)
                        : Uni.createFrom().voidItem())
                .chain(() -> Db.execute(
                        """
                        insert into sessions (id, user_id, installation_id, expires_at)
                        values (?1, ?2, ?3, now() + make_interval(secs => ?4))""",
                        session,
                        userId,
                        installationId,
                        (double) config.sessionLife().toSeconds()))
                .chain(() -> issue(session, userId));
    }

    private Uni<Void> tell(UUID userId, AccountChange change) {
        return outbox.publish(AccountChanged.of(userId, change));
    }

    /**
     * Exchanges a refresh token for new ones. A token that was used before means that somebody else has it: the whole
     * family ends, and that end is committed although the request is refused.
     */
    Uni<SignedIn> refresh(String refreshToken) {
        return rotate(Tokens.hash(refreshToken)).map(rotation -> {
            if (rotation.refusal() != null) {
                throw Problem.of(rotation.refusal());
            }
            return rotation.tokens();
        });
    }

    private record Rotation(SignedIn tokens, IdentityProblem refusal) {}

    private Uni<Rotation> rotate(byte[] hash) {
        return io.quarkus.hibernate.reactive.panache.Panache.withTransaction(() -> Db.select(
                        Presented.class,
                        """
                        select s.id, s.user_id, t.used_at is not null,
                               s.revoked_at is null and s.expires_at > now() and u.active
                          from refresh_tokens t join sessions s on s.id = t.session_id join users u on u.id = s.user_id
                         where t.token_hash = ?1 for update of t""",
                        hash)
                .chain(found -> decide(found, hash)));
    }

    private Uni<Rotation> decide(List<Presented> found, byte[] hash) {
        if (found.isEmpty() || !found.get(0).live()) {
            return Uni.createFrom().item(new Rotation(null, IdentityProblem.INVALID_REFRESH_TOKEN));
        }
        Presented presented = found.get(0);
        if (presented.used()) {
            return end(presented.sessionId(), "REUSE")
                    .chain(first -> first
                            ? tell(presented.userId(), AccountChange.SESSION_REUSED)
                            : Uni.createFrom().voidItem())
                    .replaceWith(new Rotation(null, IdentityProblem.REFRESH_TOKEN_REUSED));
        }
        return Db.execute(
                        """
                        with used as (update refresh_tokens set used_at = now() where token_hash = ?1 returning session_id),
                        seen as (
                            update devices d set seen_at = now() from used join sessions s on s.id = used.session_id
                             where d.installation_id = s.installation_id and d.user_id = s.user_id
                               and d.seen_at < now() - interval '1 day'),
                        known as (
                            update sign_in_devices d set seen_at = now() from used join sessions s on s.id = used.session_id
                             where d.installation_id = s.installation_id and d.user_id = s.user_id
                               and d.seen_at < now() - interval '1 day')
                        update sessions set expires_at = now() + make_interval(secs => ?2)
                         where id = (select session_id from used)""",
                        hash,
                        (double) config.sessionLife().toSeconds())
                .chain(() -> issue(presented.sessionId(), presented.userId()))
                .map(tokens -> new Rotation(tokens, null));
    }

    /** Ends a session at once: its tokens are refused and its sockets cut. */
    @WithTransaction
    Uni<Void> logout(UUID sessionId) {
        return end(sessionId, "LOGOUT").replaceWithVoid();
    }

    /**
     * Nothing is pushed to the installation any more, until somebody signs in there and registers its token again. Of several
     * who end a session at once one is told that it did.
     */
    private Uni<Boolean> end(UUID sessionId, String because) {
        return Db.select(
                        Long.class,
                        """
                        with ended as (
                            update sessions set revoked_at = now(), revoked_because = ?2
                             where id = ?1 and revoked_at is null returning user_id, installation_id),
                        left_alone as (
                            update devices d set push_token = null, fcm_token = null, token_status = 'GONE' from ended
                             where d.installation_id = ended.installation_id and d.user_id = ended.user_id)
                        select count(*) from ended""",
                        sessionId,
                        because)
                .call(() -> outbox.publish(new SessionEnded(sessionId)))
                .map(ended -> ended.get(0) == 1);
    }

    private Uni<SignedIn> issue(UUID session, UUID user) {
        String refresh = Tokens.random();
        return Db.execute(
                        "insert into refresh_tokens (token_hash, session_id) values (?1, ?2)",
                        Tokens.hash(refresh),
                        session)
                .map(done -> new SignedIn(
                        tokens.access(user, session), refresh, tokens.life().toSeconds(), user));
    }
}
