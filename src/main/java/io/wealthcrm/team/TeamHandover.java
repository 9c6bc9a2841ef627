package io.wealthcrm.team;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Teams of many customers going with them, by {@code customer_handovers}, in an operation that can be taken back. Everything joins the
 * caller's transaction.
 */
@ApplicationScoped
public class TeamHandover {
    /** Seats in the pool, the new advisor's own, of who may not sit there, and all of who leaves the firm. */
    private static final String END =
            """
            update customer_seats s set ended_at = cast(?3 as timestamptz), ended_by = ?4
             where s.ended_at is null
               and (s.person_id = cast(?2 as uuid)
                    or s.customer_id in (
                        select h.customer_id from customer_handovers h
                         where h.operation_id = ?1
                           and (h.to_id is null or s.lead_id <> h.from_id or s.person_id = h.to_id
                                or not may_sit(s.person_id, h.to_unit))))""";

    /** The others go on under the new advisor. */
    private static final String CARRY =
            """
            update customer_seats s set lead_id = h.to_id from customer_handovers h
             where h.operation_id = ?1 and s.customer_id = h.customer_id and s.lead_id = h.from_id and s.ended_at is null""";

    private static final String ENDED =
            """
             from restorable_rows r join customer_seats s on s.id = cast(r.key ->> 'id' as uuid)
            where r.operation_id = ?1 and r.relation = 'customer_seats' and s.ended_at is not null""";

    private static final String WRITE =
            """
            insert into timeline_entries (id, customer_id, at, kind, by_id, ref_id, data)
            select uuidv7(), s.customer_id, cast(?2 as timestamptz), 'UNSEATED', ?3, ?1, jsonb_build_object('person', s.person_id)"""
                    + ENDED;

    private static final String WHO = "select s.customer_id, s.person_id" + ENDED;

    private static final String TELL =
            """
            select s.person_id, s.customer_id as entity_id, cast(s.id as text) as occasion,
                   jsonb_build_object('customerId', s.customer_id, 'change', 'LEFT') as data,
                   cast(?2 as timestamptz) + interval '7 days' as expires_at"""
                    + ENDED;

    /** What a team became since leaves no room for a seat that would come back: the team stands. */
    private static final String KEEP =
            """
            update restorable_rows r set left_alone = true from customer_seats s
             where r.operation_id = ?1 and r.relation = 'customer_seats' and s.id = cast(r.key ->> 'id' as uuid)
               and r.after ->> 'ended_at' is not null
               and s.share + (select coalesce(sum(n.share), 0) from customer_seats n
                               where n.customer_id = s.customer_id and n.lead_id = s.lead_id and n.ended_at is null) > 1""";

    /** Seats under who serves the customer no more. */
    private static final String END_OTHERS =
            """
            update customer_seats s set ended_at = o.undone_at, ended_by = o.undone_by
              from customer_handovers h join restorable_operations o on o.id = h.operation_id join customers c on c.id = h.customer_id
             where h.operation_id = ?1 and s.customer_id = h.customer_id and s.ended_at is null
               and s.lead_id is distinct from c.advisor_id""";

    private final Restorations restorations;
    private final Notifications notifications;
    private final Outbox outbox;

    TeamHandover(Restorations restorations, Notifications notifications, Outbox outbox) {
        this.restorations = restorations;
        this.notifications = notifications;
        this.outbox = outbox;
    }

    /** @param leaver who leaves the firm; null where nobody does */
    public Uni<Integer> move(UUID operation, UUID leaver, UUID by, Instant at) {
        return restorations
                .change(operation, "customer_seats", END, operation, leaver, at, by)
                .call(() -> restorations.change(operation, "timeline_entries", WRITE, operation, at, by))
                .call(() -> restorations.change(operation, "customer_seats", CARRY, operation))
                .chain(() -> tellEnded(operation, at));
    }

    /** Tells those whose seats an operation ended, a merge for instance, and lets them go from the customers' rooms. */
    public Uni<Integer> tellEnded(UUID operation, Instant at) {
        return Db.select(TransferredTeams.Ended.class, WHO, operation)
                .chain(ended -> outbox.publishAll(ended.stream()
                        .map(seat -> new TeamLeft(seat.customerId(), List.of(seat.personId())))
                        .toList()))
                .chain(() -> notifications.fanOut(NoticeKind.TEAM, TELL, operation, at));
    }

    /** Before the operation is taken back. */
    public Uni<Integer> keepWhatStands(UUID operation) {
        return Db.execute(KEEP, operation);
    }

    /** After it was: what a team became under the new advisor ended with their serving the customer. */
    public Uni<Integer> bringBack(UUID operation) {
        return Db.execute(END_OTHERS, operation);
    }
}
