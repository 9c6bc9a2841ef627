package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Announcement channels (公告频道) whose members are the staff of a unit and of all units below; head office's is the firm's.
 * One statement seats everybody, however many they are; sockets find their new seat by the poll.
 */
@ApplicationScoped
class UnitChannels {
    private static final String OPEN =
            """
            with opened as (
                insert into conversations (id, kind, title, created_by, unit_id, new_members_see_history)
                select cast(?1 as uuid), 'CHANNEL', ?2, ?3, id, ?5 from units where id = ?4 returning id, created_by)
            insert into members (conversation_id, user_id, role) select id, created_by, 'OWNER' from opened""";

    /**
     * Who belongs comes in, and comes back; who leads the unit, or at head office the firm, is an admin. An owner stays one.
     * The rows of the channels are locked, so that people come in between two messages. {@code %s}: which.
     */
    private static final String SEAT =
            """
            with locked as materialized (
                select c.id, c.unit_id, c.last_seq, c.new_members_see_history from conversations c
                 where c.unit_id is not null and %s order by c.id for update of c
            ), due as (
                select c.id, c.last_seq, u.id as user_id,
                       case when c.new_members_see_history then 0 else c.last_seq end as hidden,
                       case when u.unit_id = c.unit_id
                             and (u.roles && '{TEAM_LEAD,BRANCH_MANAGER}' or top.kind = 'HEAD_OFFICE' and u.roles && '{EXECUTIVE}')
                            then 'ADMIN' else 'MEMBER' end as role
                  from locked c join units top on top.id = c.unit_id
                  join units own on own.path like top.path || '%%'
                  join users u on u.unit_id = own.id and u.active and %s
            ), seated as (
                insert into members as m (conversation_id, user_id, role, joined_seq, hidden_seq, received_seq, read_seq)
                select id, user_id, role, last_seq, hidden, last_seq, last_seq from due order by user_id
                on conflict (conversation_id, user_id) do update
                   set role = excluded.role, left_at = null, left_seq = null, changed_at = clock_timestamp(),
                       joined_seq = case when m.left_at is null then m.joined_seq else excluded.joined_seq end,
                       joined_at = case when m.left_at is null then m.joined_at else now() end,
                       hidden_seq = case when m.left_at is null then m.hidden_seq else excluded.hidden_seq end
                 where m.left_at is not null or m.role not in ('OWNER', excluded.role)
                returning conversation_id)
            select count(*) from seated""";

    private static final String SEAT_ALL = SEAT.formatted("c.id = ?1", "true");

    private static final String SEAT_ONE = SEAT.formatted(
            """
            exists (select from users p join units own on own.id = p.unit_id join units top on top.id = c.unit_id
                     where p.id = ?1 and own.path like top.path || '%')""",
            "u.id = ?1");

    /** An owner may belong to another unit, but must still be there. */
    private static final String UNSEAT =
            """
            with locked as materialized (
                select c.id, c.unit_id, c.last_seq from conversations c
                  join members m on m.conversation_id = c.id and m.user_id = ?1 and m.left_at is null
                 where c.unit_id is not null order by c.id for update of c)
            update members m set left_at = now(), left_seq = c.last_seq, role = 'MEMBER', changed_at = clock_timestamp()
              from locked c join units top on top.id = c.unit_id, users u join units own on own.id = u.unit_id
             where m.conversation_id = c.id and m.user_id = ?1 and m.left_at is null and u.id = m.user_id
               and (not u.active or m.role <> 'OWNER' and own.path not like top.path || '%')
            returning m.conversation_id""";

    /** A channel always has an owner: who leads the unit, then who may open such a channel, then who is there longest. */
    private static final String SUCCEED =
            """
            update members m set role = 'OWNER'
              from (select distinct on (x.conversation_id) x.conversation_id, x.user_id
                      from members x join users u on u.id = x.user_id
                     where x.conversation_id = any(?1) and x.left_at is null
                       and not exists (select from members o
                                        where o.conversation_id = x.conversation_id and o.role = 'OWNER' and o.left_at is null)
                     order by x.conversation_id, x.role <> 'ADMIN',
                              not u.roles && '{ADMIN,EXECUTIVE,BRANCH_MANAGER,TEAM_LEAD,OPERATIONS,MARKETING}',
                              x.joined_at, x.user_id) next
             where m.conversation_id = next.conversation_id and m.user_id = next.user_id""";

    private static final String IN =
            """
            select c.id from conversations c join members m on m.conversation_id = c.id and m.user_id = ?1 and m.left_at is null
             where c.unit_id is not null order by c.id for update of c""";

    private static final String LEAVE =
            """
            update members m set left_at = now(), left_seq = c.last_seq, role = 'MEMBER', changed_at = clock_timestamp()
              from conversations c where c.id = any(?1) and m.conversation_id = c.id and m.user_id = ?2""";

    private final Outbox outbox;
    private final Restorations restorations;

    UnitChannels(Outbox outbox, Restorations restorations) {
        this.outbox = outbox;
        this.restorations = restorations;
    }

    /** The new channel. Joins the transaction. @throws Problem CHANNEL_UNIT_UNKNOWN when the unit is not the caller's to lead */
    Uni<UUID> open(Caller caller, NewConversation input) {
        boolean firmWide = caller.hasAny(Role.ADMIN, Role.EXECUTIVE, Role.OPERATIONS, Role.MARKETING);
        if (!firmWide && !caller.units().contains(input.unitId())) {
            throw Problem.of(ChatProblem.CHANNEL_UNIT_UNKNOWN);
        }
        UUID id = Ids.next();
        return Db.execute(OPEN, id, input.title(), caller.userId(), input.unitId(), input.history())
                .invoke(opened -> {
                    if (opened == 0) {
                        throw Problem.of(ChatProblem.CHANNEL_UNIT_UNKNOWN);
                    }
                })
                .chain(() -> seatAll(id))
                .chain(() -> outbox.publish(new UnitChannelOpened(id)))
                .replaceWith(id);
    }

    /** Seats the unit's staff; who is in already stays. Joins the transaction. */
    Uni<Void> seatAll(UUID channel) {
        return Db.select(Long.class, SEAT_ALL, channel).replaceWithVoid();
    }

    /** Takes who leaves the firm out of all of them, in an operation that can be taken back. Joins the transaction. */
    Uni<Void> leave(UUID operation, UUID person) {
        return Db.select(UUID.class, IN, person).chain(channels -> leave(operation, person, channels));
    }

    private Uni<Void> leave(UUID operation, UUID person, List<UUID> channels) {
        UUID[] all = channels.toArray(UUID[]::new);
        return restorations
                .change(operation, "members", LEAVE, all, person)
                .chain(() -> restorations.change(operation, "members", SUCCEED, (Object) all))
                .replaceWithVoid();
    }

    /**
     * Somebody of staff came, left or moved: into the channels of the unit, out of all others, where an owner who goes is
     * followed by the next. Joins the transaction.
     */
    Uni<Void> follow(UUID person) {
        return Db.select(UUID.class, UNSEAT, person)
                .call(left -> Db.execute(SUCCEED, (Object) left.toArray(UUID[]::new)))
                .chain(left -> outbox.publishAll(left.stream()
                        .map(channel -> new MembersChanged(channel, List.of(person), false))
                        .toList()))
                .chain(() -> Db.select(Long.class, SEAT_ONE, person))
                .replaceWithVoid();
    }
}
