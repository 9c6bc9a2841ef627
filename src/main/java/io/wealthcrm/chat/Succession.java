package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * People of many conversations at once: out with who has no business there, in with who follows. One statement each; the
 * conversations are locked before by one of its own, since a statement does not see what was committed while it waited.
 */
@ApplicationScoped
class Succession {
    private static final String LOCK = "select id from conversations where id = any(?1) order by id for update";

    /** {@code %s}: what else is looked at, and who goes. */
    private static final String UNSEAT =
            """
            update members m set left_at = now(), left_seq = c.last_seq, role = 'MEMBER', changed_at = clock_timestamp()
              from conversations c, %s
               and c.id = any(?1) and m.conversation_id = c.id and m.left_at is null
            returning m.conversation_id, m.user_id""";

    private static final String UNSEAT_ALL_BUT =
            UNSEAT.formatted("(select cast(?2 as uuid[]) as ids) staying where m.user_id <> all(staying.ids)");

    /** Of sales, and neither the customer's advisor nor leading a unit above; as {@link io.wealthcrm.identity.Scope} has it. */
    private static final String UNSEAT_UNREACHED = UNSEAT.formatted(
            """
                    users u join units mine on mine.id = u.unit_id, customers k join units theirs on theirs.id = k.unit_id
                     where u.id = m.user_id and k.id = ?2 and u.id is distinct from k.advisor_id
                       and (cast(?3 as uuid[]) is null
                            or u.id = any (cast(?3 as uuid[]))
                               and not exists (select from seats_in_force s where s.customer_id = k.id and s.person_id = u.id))
                       and u.roles && '{ADVISOR,TEAM_LEAD,BRANCH_MANAGER}'
                       and not u.roles && '{COMPLIANCE,OPERATIONS,FINANCE,CALLBACK,EXECUTIVE}'
                       and not (u.roles && '{TEAM_LEAD,BRANCH_MANAGER}' and theirs.path like mine.path || '%')""");

    /**
     * Rooms of the orders and groups of customers of an advisor ({@code %1$s}) whom somebody of sales ({@code %2$s}) reaches in no
     * way on a day ({@code %3$s}): neither by leading, nor by a seat, nor by covering the advisor.
     */
    private static final String UNCOVERED =
            """
            select distinct me.conversation_id as id
              from members me join conversations r on r.id = me.conversation_id and r.kind in ('ORDER', 'GROUP')
              join users u on u.id = me.user_id and u.roles && '{ADVISOR,TEAM_LEAD,BRANCH_MANAGER}'
                          and not u.roles && '{COMPLIANCE,OPERATIONS,FINANCE,CALLBACK,EXECUTIVE}'
              join units mine on mine.id = u.unit_id
              join customers k on k.advisor_id = %1$s
               and k.id in (select o.customer_id from orders o where o.id = r.order_id
                            union all
                            select a.customer_id from members x join users a on a.id = x.user_id
                             where r.kind = 'GROUP' and x.conversation_id = r.id and x.left_at is null)
              join units theirs on theirs.id = k.unit_id
             where me.user_id = %2$s and me.left_at is null
               and not (u.roles && '{TEAM_LEAD,BRANCH_MANAGER}' and starts_with(theirs.path, mine.path))
               and not exists (select from seats_in_force s where s.customer_id = k.id and s.person_id = u.id
                                  and (s.to_on is null or s.to_on >= cast(%3$s as date)))
               and not exists (select from advisor_covers v where v.covered_id = k.advisor_id and v.cover_id = u.id
                                  and v.ended_at is null and cast(%3$s as date) between v.from_on and v.to_on)""";

    private static final String ROOMS_UNCOVERED = UNCOVERED.formatted("?1", "?2", "?3");

    private static final String UNSEAT_UNCOVERED = UNSEAT.formatted("(" + UNCOVERED.formatted("?2", "?3", "?4")
            + ") lost where m.user_id = cast(?3 as uuid) and m.conversation_id = lost.id");

    private static final String SEAT =
            """
            insert into members as m (conversation_id, user_id, role, joined_seq, hidden_seq, received_seq, read_seq)
            select c.id, cast(?2 as uuid), 'OWNER', c.last_seq, case when c.new_members_see_history then 0 else c.last_seq end,
                   c.last_seq, c.last_seq
              from conversations c where c.id = any(?1) order by c.id
            on conflict (conversation_id, user_id) do update
               set left_at = null, left_seq = null, joined_seq = excluded.joined_seq, joined_at = now(),
                   hidden_seq = excluded.hidden_seq, role = excluded.role, changed_at = clock_timestamp()
             where m.left_at is not null
            returning m.conversation_id, m.user_id""";

    private final Outbox outbox;

    Succession(Outbox outbox) {
        this.outbox = outbox;
    }

    record Seat(UUID conversation, UUID person) {}

    /** Takes everybody else out. Joins the transaction. */
    Uni<Void> keepOnly(Collection<UUID> conversations, Collection<UUID> people) {
        UUID[] staying = people.toArray(UUID[]::new);
        return locked(conversations, false, UNSEAT_ALL_BUT, (Object) staying);
    }

    /** Takes out who does not reach the customer as the file stands now. Joins the transaction. */
    Uni<Void> unseatUnreached(Collection<UUID> conversations, UUID customer) {
        return locked(conversations, false, UNSEAT_UNREACHED, customer, null);
    }

    /** The same, but nobody beside these people, and of them nobody who sits in the customer's team. Joins the transaction. */
    Uni<Void> unseatUnreached(Collection<UUID> conversations, UUID customer, Collection<UUID> people) {
        return locked(conversations, false, UNSEAT_UNREACHED, customer, people.toArray(UUID[]::new));
    }

    /** Takes out who covered an advisor, and reaches the advisor's customers by nothing else on that day. Joins the transaction. */
    Uni<Void> unseatUncovered(UUID covered, UUID cover, LocalDate today) {
        return Db.select(UUID.class, ROOMS_UNCOVERED, covered, cover, today)
                .chain(rooms -> locked(rooms, false, UNSEAT_UNCOVERED, covered, cover, today));
    }

    /** Brings a person in as owner, who sees what newcomers see there; who is in stays as they are. Joins the transaction. */
    Uni<Void> seat(Collection<UUID> conversations, UUID person) {
        return locked(conversations, true, SEAT, person);
    }

    private Uni<Void> locked(Collection<UUID> conversations, boolean inside, String change, Object... of) {
        UUID[] all = conversations.toArray(UUID[]::new);
        return all.length == 0
                ? Uni.createFrom().voidItem()
                : Db.select(UUID.class, LOCK, (Object) all)
                        .chain(() -> Db.select(
                                Seat.class,
                                change,
                                Stream.concat(Stream.of((Object) all), Arrays.stream(of))
                                        .toArray()))
                        .chain(seats -> outbox.publishAll(changed(seats, inside)));
    }

    private static List<MembersChanged> changed(List<Seat> seats, boolean inside) {
        Map<UUID, List<UUID>> people = seats.stream()
                .collect(Collectors.groupingBy(
                        Seat::conversation, Collectors.mapping(Seat::person, Collectors.toUnmodifiableList())));
        return people.entrySet().stream()
                .map(each -> new MembersChanged(each.getKey(), each.getValue(), inside))
                .toList();
    }
}
