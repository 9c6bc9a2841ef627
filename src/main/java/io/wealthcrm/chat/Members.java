package io.wealthcrm.chat;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Who is in a conversation. Every change locks the conversation's row, so that it stands between two messages. */
@ApplicationScoped
class Members {
    private static final String LOCK =
            "update conversations set version = version + 1 where id = ?1 returning last_seq";

    /** Whoever is not in locks nothing. */
    private static final String LOCK_AS_MEMBER =
            """
            update conversations c set version = version + 1
             where id = ?1
               and exists (select from members m where m.conversation_id = c.id and m.user_id = ?2 and m.left_at is null)
            returning last_seq""";

    /** Who is in already stays as they are; who had left comes in anew. */
    private static final String JOIN =
            """
            insert into members as m (conversation_id, user_id, role, joined_seq, hidden_seq, received_seq, read_seq)
            select cast(?1 as uuid), person, case when person = cast(?3 as uuid) then cast(?4 as text) else 'MEMBER' end,
                   cast(?5 as bigint), cast(?6 as bigint), cast(?5 as bigint), cast(?5 as bigint)
              from unnest(cast(?2 as uuid[])) as person
            on conflict (conversation_id, user_id) do update
               set left_at = null, left_seq = null, joined_seq = excluded.joined_seq, joined_at = now(),
                   hidden_seq = excluded.hidden_seq, role = excluded.role, changed_at = clock_timestamp()
             where m.left_at is not null
            returning m.user_id""";

    private static final String COUNT = "select count(*) from members where conversation_id = ?1 and left_at is null";

    private static final String LEAVE =
            """
            update members set left_at = now(), left_seq = ?3, role = 'MEMBER', changed_at = clock_timestamp()
             where conversation_id = ?1 and user_id = ?2 and left_at is null""";

    private static final String OWNERS_LEFT =
            """
            select count(*) filter (where role = 'OWNER' and user_id <> ?2) as owners,
                   count(*) filter (where user_id <> ?2) as others
              from members where conversation_id = ?1 and left_at is null""";

    private static final String RANK =
            "select role from members where conversation_id = ?1 and user_id = ?2 and left_at is null";

    /** Both or nobody: the owner becomes an admin, the other one owner. */
    private static final String HAND_OWNERSHIP =
            """
            update members set role = case when user_id = ?3 then 'OWNER' else 'ADMIN' end
             where conversation_id = ?1 and left_at is null and (user_id = ?2 and role = 'OWNER' or user_id = ?3)""";

    private static final String PROMOTE =
            "update members set role = ?3 where conversation_id = ?1 and user_id = ?2 and left_at is null";

    private final Admissible admissible;
    private final ConversationQueries queries;
    private final Outbox outbox;

    Members(Admissible admissible, ConversationQueries queries, Outbox outbox) {
        this.admissible = admissible;
        this.queries = queries;
        this.outbox = outbox;
    }

    record Remaining(long owners, long others) {}

    /** Brings the caller and others in, who see the whole history. Joins the transaction. */
    Uni<Void> join(UUID conversation, UUID caller, Collection<UUID> others, MemberRole callersRole) {
        List<UUID> all = new ArrayList<>(others);
        all.add(caller);
        return Db.select(Long.class, LOCK, conversation)
                .chain(last -> bringIn(conversation, all, caller, callersRole, last.get(0), 0));
    }

    /** The room goes from one advisor to the next, who sees all of it; {@code to} is null when there is none yet. */
    Uni<Void> handOver(UUID conversation, UUID from, UUID to) {
        return Db.select(Long.class, LOCK, conversation)
                .call(last -> Db.execute(LEAVE, conversation, from, last.get(0)))
                .call(() -> outbox.publish(new MembersChanged(conversation, List.of(from), false)))
                .chain(last -> to == null
                        ? Uni.createFrom().voidItem()
                        : bringIn(conversation, List.of(to), to, MemberRole.OWNER, last.get(0), 0));
    }

    private Uni<Void> bringIn(
            UUID conversation, List<UUID> people, UUID special, MemberRole role, long lastSeq, long hidden) {
        UUID[] all = people.toArray(UUID[]::new);
        return Db.select(UUID.class, JOIN, conversation, all, special, role.name(), lastSeq, hidden)
                .chain(came -> came.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : outbox.publish(new MembersChanged(conversation, came, true))
                                .chain(() -> requireRoom(conversation)));
    }

    /** Counted under the conversation's lock, so that nobody slips in beside. */
    private static Uni<Void> requireRoom(UUID conversation) {
        return Db.select(Long.class, COUNT, conversation)
                .invoke(count -> MemberRules.requireRoom(count.get(0)))
                .replaceWithVoid();
    }

    /**
     * Brings a person in, or gives one who is in another role.
     *
     * @param history whether a new member sees what was said before; null as the conversation is set
     * @throws Problem NOT_FOUND, FORBIDDEN, DIRECT_IS_FIXED, UNKNOWN_MEMBER, TOO_MANY_MEMBERS, LAST_OWNER
     */
    @WithTransaction
    Uni<ConversationView> put(Caller caller, UUID id, UUID person, MemberRole role, Boolean history) {
        return locked(caller, id)
                .invoke(head -> MemberRules.requireMayGive(head, role))
                .call(() -> admissible.all(caller, List.of(person)))
                .call(head -> ranked(id, person, rank -> MemberRules.requireMayRank(head, rank, role, caller, person)))
                .chain(head -> seat(id, person, role, head.lastSeq(), hidden(head, history)))
                .chain(() -> queries.view(caller.userId(), id));
    }

    private static long hidden(ConversationQueries.Head head, Boolean history) {
        return (history == null ? head.newMembersSeeHistory() : history) ? 0 : head.lastSeq();
    }

    /**
     * The conversation as the caller stands in it, under its lock: the lock is a statement before, so that who was removed
     * or demoted while it waited acts no more. @throws Problem NOT_FOUND
     */
    private Uni<ConversationQueries.Head> locked(Caller caller, UUID id) {
        return Db.select(Long.class, LOCK_AS_MEMBER, id, caller.userId())
                .chain(() -> queries.head(caller.userId(), id));
    }

    /** Has looked at what the person is there, null who is not in. */
    private static Uni<Void> ranked(UUID id, UUID person, Consumer<MemberRole> rule) {
        return Db.select(String.class, RANK, id, person)
                .invoke(rank -> rule.accept(rank.isEmpty() ? null : MemberRole.valueOf(rank.get(0))))
                .replaceWithVoid();
    }

    private Uni<Void> seat(UUID id, UUID person, MemberRole role, long lastSeq, long hidden) {
        return bringIn(id, List.of(person), person, role, lastSeq, hidden)
                .chain(() -> role == MemberRole.OWNER ? Uni.createFrom().voidItem() : keepOwner(id, person))
                .chain(() -> Db.execute(PROMOTE, id, person, role.name()))
                .replaceWithVoid();
    }

    /**
     * Brings many in with one statement; who is in stays as they are.
     *
     * @param history as of {@link #put}
     * @throws Problem NOT_FOUND, FORBIDDEN, DIRECT_IS_FIXED, MEMBERS_FOLLOW_UNIT, UNKNOWN_MEMBER, TOO_MANY_MEMBERS
     */
    @WithTransaction
    Uni<ConversationView> add(Caller caller, UUID id, Set<UUID> people, Boolean history) {
        return locked(caller, id)
                .invoke(MemberRules::requireMayAdd)
                .call(() -> admissible.all(caller, people))
                .chain(head -> bringIn(
                        id, List.copyOf(people), null, MemberRole.MEMBER, head.lastSeq(), hidden(head, history)))
                .chain(() -> queries.view(caller.userId(), id));
    }

    /** Makes another member the owner (转让群主); the caller stays as an admin. @throws Problem NOT_FOUND, FORBIDDEN, DIRECT_IS_FIXED */
    @WithTransaction
    Uni<ConversationView> handOwnership(Caller caller, UUID id, UUID person) {
        return locked(caller, id)
                .invoke(MemberRules::requireOwner)
                .chain(() -> Db.execute(HAND_OWNERSHIP, id, caller.userId(), person))
                .invoke(changed -> MemberRules.requireFound(changed == (person.equals(caller.userId()) ? 1 : 2)))
                .chain(() -> queries.view(caller.userId(), id));
    }

    /** A person leaves, or is removed by an owner or admin. @throws Problem NOT_FOUND, FORBIDDEN, DIRECT_IS_FIXED, LAST_OWNER */
    @WithTransaction
    Uni<Void> remove(Caller caller, UUID id, UUID person) {
        return locked(caller, id)
                .call(head -> ranked(id, person, rank -> MemberRules.requireRemovable(head, rank, caller, person)))
                .call(() -> keepOwner(id, person))
                .chain(head -> Db.execute(LEAVE, id, person, head.lastSeq()))
                .invoke(left -> MemberRules.requireFound(left == 1))
                .chain(() -> outbox.publish(new MembersChanged(id, List.of(person), false)));
    }

    private static Uni<Void> keepOwner(UUID id, UUID person) {
        return Db.select(Remaining.class, OWNERS_LEFT, id, person)
                .invoke(rows -> MemberRules.requireOwnerLeft(rows.get(0)))
                .replaceWithVoid();
    }
}
