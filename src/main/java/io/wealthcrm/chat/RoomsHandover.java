package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Conversations of many customers going with them, by {@code customer_handovers}, in an operation that can be taken back; by the same
 * rules as {@link RoomHandover} for one. Everything joins the caller's transaction.
 */
@ApplicationScoped
public class RoomsHandover {
    /** The rooms of orders, and groups and questions a customer is in; {@code heir}: who may come in. {@code %1$s}: to whom customers go. */
    private static final String ROOMS_OF =
            """
            with rooms as materialized (
                select c.id, c.kind, h.from_id, h.to_unit, h.works_id as heir
                  from %1$s h join orders o on o.customer_id = h.customer_id join conversations c on c.order_id = o.id
                 where h.operation_id = ?1
                union
                select c.id, c.kind, h.from_id, h.to_unit, h.to_id
                  from %1$s h join users u on u.customer_id = h.customer_id
                  join members m on m.user_id = u.id and m.left_at is null
                  join conversations c on c.id = m.conversation_id and c.kind in ('GROUP', 'CONSULTATION')
                 where h.operation_id = ?1)
            """;

    private static final String ROOMS = ROOMS_OF.formatted("customer_handovers");

    /** By who serves the customers now, whatever the operation had said. */
    private static final String AS_IS =
            """
            (select p.operation_id, p.customer_id, p.from_id, k.advisor_id as to_id, k.advisor_id as works_id, k.unit_id as to_unit
               from customer_handovers p join customers k on k.id = p.customer_id)""";

    private static final String ROOMS_NOW = ROOMS_OF.formatted(AS_IS);

    private static final String LOCK =
            ROOMS + "select id from conversations where id in (select id from rooms) order by id for update";

    /** What was said stays to be read by the two who said it. */
    private static final String CLOSE_DIRECT_OF =
            """
            update conversations c set closed_at = clock_timestamp(), version = c.version + %2$d
              from %1$s h join users u on u.customer_id = h.customer_id join members mine on mine.user_id = u.id
             where h.operation_id = ?1 and c.id = mine.conversation_id and c.kind = 'DIRECT' and c.closed_at is null
               and not exists (select from members other where other.conversation_id = c.id and other.user_id = h.to_id)""";

    private static final String CLOSE_DIRECT =
            CLOSE_DIRECT_OF.formatted("customer_handovers", Restorations.VERSIONS_APART);
    private static final String CLOSE_DIRECT_AGAIN = CLOSE_DIRECT_OF.formatted(AS_IS, 1);

    /** Where the work goes on, or the advisor before was in it; what is answered there is seen from its beginning. */
    private static final String SEATS = ROOMS
            + """
            , seats as (
                select distinct r.id, r.heir, c.last_seq,
                       case when r.kind = 'CONSULTATION' or c.new_members_see_history then 0 else c.last_seq end as hidden
                  from rooms r join conversations c on c.id = r.id
                 where r.heir is not null
                   and (r.kind <> 'GROUP'
                        or exists (select from members l
                                    where l.conversation_id = r.id and l.user_id = r.from_id and l.left_at is null)))
            """;

    private static final String COME_BACK = SEATS
            + """
            update members m set left_at = null, left_seq = null, joined_seq = s.last_seq, joined_at = now(), hidden_seq = s.hidden,
                   role = 'OWNER', changed_at = clock_timestamp()
              from seats s where m.conversation_id = s.id and m.user_id = s.heir and m.left_at is not null""";

    private static final String COME_IN = SEATS
            + """
            insert into members (conversation_id, user_id, role, joined_seq, hidden_seq, received_seq, read_seq)
            select s.id, s.heir, 'OWNER', s.last_seq, s.hidden, s.last_seq, s.last_seq from seats s
             where not exists (select from members m where m.conversation_id = s.id and m.user_id = s.heir)""";

    /** Of sales, who leaves the firm, or is neither an heir nor leads a unit above the customer's; as {@link Succession} has it for one. */
    private static final String UNREACHED =
            """
            join members m on m.conversation_id = r.id and m.left_at is null
            join users u on u.id = m.user_id and u.roles && '{ADVISOR,TEAM_LEAD,BRANCH_MANAGER}'
                        and not u.roles && '{COMPLIANCE,OPERATIONS,FINANCE,CALLBACK,EXECUTIVE}'
            join units mine on mine.id = u.unit_id join units theirs on theirs.id = r.to_unit
            where (u.id = cast(?2 as uuid) or not (u.roles && '{TEAM_LEAD,BRANCH_MANAGER}' and starts_with(theirs.path, mine.path)))""";

    private static final String UNSEAT =
            """
            update members gone set left_at = now(), left_seq = c.last_seq, role = 'MEMBER', changed_at = clock_timestamp()
              from (select distinct m.conversation_id, m.user_id from rooms r %s
                       and (m.conversation_id, m.user_id) not in (select id, heir from rooms where heir is not null)) leaving
              join conversations c on c.id = leaving.conversation_id
             where gone.conversation_id = leaving.conversation_id and gone.user_id = leaving.user_id"""
                    .formatted(UNREACHED);

    private static final String LEAVE = ROOMS + UNSEAT;
    private static final String LEAVE_AGAIN = ROOMS_NOW + UNSEAT;

    private static final String CHANGED =
            """
            select cast(r.key ->> 'conversation_id' as uuid) as conversation_id, cast(r.key ->> 'user_id' as uuid) as user_id,
                   m.user_id is not null as inside
              from (select distinct key from restorable_rows where operation_id = ?1 and relation = 'members') r
              left join members m on m.conversation_id = cast(r.key ->> 'conversation_id' as uuid)
                                 and m.user_id = cast(r.key ->> 'user_id' as uuid) and m.left_at is null""";

    private final UnitChannels channels;
    private final Restorations restorations;
    private final Outbox outbox;

    RoomsHandover(UnitChannels channels, Restorations restorations, Outbox outbox) {
        this.channels = channels;
        this.restorations = restorations;
        this.outbox = outbox;
    }

    record Seat(UUID conversation, UUID person, boolean inside) {}

    /**
     * The new advisors come in, who has nothing to do with the customers any more goes, and nobody before writes to them alone.
     *
     * @param leaver who leaves the firm, and so the channels of its units; null where nobody does
     */
    public Uni<Void> move(UUID operation, UUID leaver) {
        return Db.select(UUID.class, LOCK, operation)
                .chain(() -> restorations.change(operation, "conversations", CLOSE_DIRECT, operation))
                .chain(() -> restorations.change(operation, "members", COME_BACK, operation))
                .chain(() -> restorations.change(operation, "members", COME_IN, operation))
                .chain(() -> restorations.change(operation, "members", LEAVE, operation, leaver))
                .chain(() -> leaver == null ? Uni.createFrom().voidItem() : channels.leave(operation, leaver))
                .chain(() -> tell(operation));
    }

    /** After the operation was taken back: nobody who came in meanwhile stays, or writes on, without having to do with the customers. */
    public Uni<Void> bringBack(UUID operation) {
        return Db.select(UUID.class, LOCK, operation)
                .chain(() -> Db.execute(CLOSE_DIRECT_AGAIN, operation))
                .chain(() -> Db.execute(LEAVE_AGAIN, operation, null))
                .chain(() -> tell(operation));
    }

    private Uni<Void> tell(UUID operation) {
        return Db.select(Seat.class, CHANGED, operation)
                .call(seats -> outbox.publishAll(news(seats, true)))
                .chain(seats -> outbox.publishAll(news(seats, false)));
    }

    private static List<MembersChanged> news(List<Seat> seats, boolean inside) {
        Map<UUID, List<UUID>> people = seats.stream()
                .filter(seat -> seat.inside() == inside)
                .collect(Collectors.groupingBy(
                        Seat::conversation, Collectors.mapping(Seat::person, Collectors.toUnmodifiableList())));
        return people.entrySet().stream()
                .map(each -> new MembersChanged(each.getKey(), each.getValue(), inside))
                .toList();
    }
}
