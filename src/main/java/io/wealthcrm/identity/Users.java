package io.wealthcrm.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.MergePatch;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Accounts of staff and of customers. */
@ApplicationScoped
public class Users {
    private static final UUID FIRST = new UUID(0, 0);

    private final UserQueries queries;
    private final MergePatch mergePatch;
    private final Outbox outbox;

    Users(UserQueries queries, MergePatch mergePatch, Outbox outbox) {
        this.queries = queries;
        this.mergePatch = mergePatch;
        this.outbox = outbox;
    }

    @WithSession
    Uni<UserView> view(UUID id) {
        return queries.user(id).map(user -> UserView.of(found(user)));
    }

    @WithSession
    Uni<Page<UserView>> staff(PageRequest page) {
        Cursor cursor = page.cursor(1);
        return queries.staff(cursor == null ? FIRST : cursor.uuid(0), page.rows())
                .map(rows ->
                        Page.of(rows, page.limit(), user -> Cursor.of(user.id)).map(UserView::of));
    }

    /** @throws Problem USERNAME_TAKEN, UNKNOWN_UNIT */
    @WithTransaction
    Uni<UserView> add(UUID caller, NewUser input, String passwordHash) {
        return queries.unit(input.unitId())
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(IdentityProblem.UNKNOWN_UNIT))
                .chain(unit -> Db.persist(User.staff(Ids.next(), input, passwordHash)))
                .call(user -> outbox.publish(new StaffChanged(user.id)))
                .call(user -> tellOf(user, caller, User.seesMore(input.roles(), List.of())))
                .map(UserView::of)
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "users_username_key"))
                .transform(failure -> Problem.of(IdentityProblem.USERNAME_TAKEN));
    }

    /** Changes what the merge patch names, of staff. @throws Problem NOT_FOUND, NOT_STAFF, STALE_VERSION, VERSION_REQUIRED, UNKNOWN_UNIT, OWN_… */
    @WithTransaction
    Uni<UserView> change(UUID caller, UUID id, String ifMatch, ObjectNode patch) {
        return queries.user(id).map(Users::staff).chain(user -> change(caller, user, patched(user, ifMatch, patch)));
    }

    private Uni<UserView> change(UUID caller, User user, UserEdit edit) {
        List<AccountChanged> news = edit.newsFor(user);
        boolean own = caller.equals(user.id) && !edit.hasAccessOf(user);
        boolean wider = edit.widensAccessOf(user) || edit.weakensCompliance(user);
        requireAdministrator(caller, edit.applyTo(user));
        if (own) {
            throw Problem.of(IdentityProblem.OWN_ACCESS);
        }
        return queries.unit(user.unitId)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(IdentityProblem.UNKNOWN_UNIT))
                .chain(Db::flush)
                .chain(() -> outbox.publish(new StaffChanged(user.id)))
                .chain(() -> outbox.publishAll(news))
                .chain(() -> tellOf(user, caller, wider))
                .chain(() -> user.active ? Uni.createFrom().voidItem() : endSessions(user.id))
                .map(done -> UserView.of(user));
    }

    private Uni<Void> tellOf(User user, UUID caller, boolean wider) {
        return wider
                ? outbox.publish(AccessGranted.to(user.id, caller))
                : Uni.createFrom().voidItem();
    }

    /** For good: who comes back signs in again. */
    private static Uni<Void> endSessions(UUID user) {
        return Db.execute("update sessions set revoked_at = now() where user_id = ?1 and revoked_at is null", user)
                .replaceWithVoid();
    }

    private UserEdit patched(User user, String ifMatch, ObjectNode patch) {
        Version.require(ifMatch, user.version);
        return mergePatch.apply(UserEdit.of(user), patch, UserEdit.class);
    }

    /** Opens the customer app to a customer; {@code phoneIndex} is the blind index of the phone. Joins the transaction. */
    public Uni<Void> enrolCustomer(UUID customerId, String displayName, byte[] phoneIndex) {
        return Db.execute(
                        """
                        insert into users (id, display_name, roles, customer_id, phone_index)
                        values (?1, ?2, '{CUSTOMER}', ?3, ?4) on conflict do nothing""",
                        Ids.next(),
                        displayName,
                        customerId,
                        phoneIndex)
                .replaceWithVoid();
    }

    /** The account a customer has in the member app; null without one. Joins the caller's session. One round trip. */
    public Uni<UUID> accountOf(UUID customerId) {
        return queries.accountOf(customerId);
    }

    /**
     * Follows a customer's new name and phone; with another phone the sessions of the old one end. Joins the transaction,
     * and fails on {@code users_phone_index_key} when the phone opens somebody else's app.
     */
    public Uni<Void> changeCustomer(UUID customerId, String displayName, byte[] phoneIndex) {
        return Db.execute(
                        """
                        update sessions set revoked_at = now(), revoked_because = 'REPLACED'
                         where revoked_at is null
                           and user_id = (select id from users where customer_id = ?1 and phone_index <> ?2)""",
                        customerId,
                        phoneIndex)
                .chain(() -> Db.select(
                        PhoneChange.class,
                        """
                        update users set display_name = ?2, phone_index = ?3, version = version + 1
                         where customer_id = ?1
                        returning id, old.phone_index is distinct from new.phone_index""",
                        customerId,
                        displayName,
                        phoneIndex))
                .chain(changes -> outbox.publishAll(changes.stream()
                        .filter(PhoneChange::another)
                        .map(change -> AccountChanged.of(change.userId(), AccountChange.PHONE_CHANGED))
                        .toList()));
    }

    /** Whether an account has {@code another} phone now. */
    record PhoneChange(UUID userId, boolean another) {}

    /** Somebody must be left to keep the accounts. */
    private static void requireAdministrator(UUID caller, User user) {
        if (user.id.equals(caller) && !(user.active && user.roleList().contains(Role.ADMIN))) {
            throw Problem.of(IdentityProblem.OWN_ACCOUNT);
        }
    }

    /** What customers and visitors may follows from what they are. */
    private static User staff(User user) {
        if (found(user).username == null) {
            throw Problem.of(IdentityProblem.NOT_STAFF);
        }
        return user;
    }

    private static User found(User user) {
        if (user == null) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        return user;
    }
}
