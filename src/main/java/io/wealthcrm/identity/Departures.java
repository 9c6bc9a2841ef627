package io.wealthcrm.identity;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Accounts of people who leave the firm, in an operation that can be taken back. Everything joins the caller's transaction. */
@ApplicationScoped
public class Departures {
    private static final String END = "update users set active = false, version = version + %d where id = ?1 and active"
            .formatted(Restorations.VERSIONS_APART);

    /** For good, also when the rest is taken back: who comes back signs in again. Nothing is pushed to the devices any more. */
    private static final String END_SESSIONS =
            """
            with ended as (
                update sessions set revoked_at = now(), revoked_because = 'OFFBOARDED'
                 where user_id = ?1 and revoked_at is null returning id),
            left_alone as (
                update devices set push_token = null, fcm_token = null, token_status = 'GONE' where user_id = ?1)
            select id from ended""";

    private final Restorations restorations;
    private final Outbox outbox;
    private final UserQueries queries;

    Departures(Restorations restorations, Outbox outbox, UserQueries queries) {
        this.restorations = restorations;
        this.outbox = outbox;
        this.queries = queries;
    }

    /** The account is inactive from now on, its sessions end and their sockets are cut. */
    public Uni<Void> leave(UUID operation, UUID person) {
        return restorations
                .change(operation, "users", END, person)
                .chain(() -> Db.select(UUID.class, END_SESSIONS, person))
                .chain(ended ->
                        outbox.publishAll(ended.stream().map(SessionEnded::new).toList()))
                .chain(() -> outbox.publish(new StaffChanged(person)));
    }

    /** Tells that somebody's leaving was taken back by {@code caller}. */
    public Uni<Void> tellReturn(UUID caller, UUID person) {
        return outbox.publish(new StaffChanged(person))
                .chain(() -> outbox.publish(AccountChanged.of(person, AccountChange.SWITCHED_ON)))
                .chain(() -> queries.user(person))
                .chain(user -> User.seesMore(user.roleList(), user.permissionList())
                        ? outbox.publish(AccessGranted.to(person, caller))
                        : Uni.createFrom().voidItem());
    }
}
