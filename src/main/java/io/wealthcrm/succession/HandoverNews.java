package io.wealthcrm.succession;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Tells people what came to them by a succession, and what went back with its undoing: each of them once, in figures, however much it
 * is. Each call joins the transaction.
 */
@ApplicationScoped
class HandoverNews {
    /** ?1 the operation, ?2 the succession, ?3 the change, ?4 who handed over, ?5 now, ?6 who did it; {@code %s}: whose image. */
    private static final String TELL =
            """
            select cast(got.person as uuid) as person_id, cast(?2 as uuid) as entity_id, cast(?3 as text) || '-' || cast(cast(?1 as uuid) as text) as occasion,
                   jsonb_build_object('change', cast(?3 as text), 'from', cast(?4 as text),
                       'customers', cast(count(distinct key) filter (where relation = 'customers') as text),
                       'orders', cast(count(distinct key) filter (where relation = 'orders') as text),
                       'tasks', cast(count(distinct key) filter (where relation = 'tasks') as text),
                       'appointments', cast(count(distinct key) filter (where relation = 'appointments') as text),
                       'complaints', cast(count(distinct key) filter (where relation = 'complaints') as text),
                       'consultations', cast(count(distinct key) filter (where relation = 'consultations') as text)) as data,
                   cast(?5 as timestamptz) + interval '7 days' as expires_at
              from (select r.relation, r.key,
                           case when r.relation in ('customers', 'orders') then r.%1$s ->> 'advisor_id'
                                when r.relation = 'appointments' then r.%1$s ->> 'owner_id' else r.%1$s ->> 'assignee_id' end as person
                      from restorable_rows r
                     where r.operation_id = ?1 and not r.left_alone
                       and r.relation in ('customers', 'orders', 'tasks', 'appointments', 'complaints', 'consultations')) got
             where got.person is not null and got.person <> cast(?6 as text) group by got.person""";

    private static final String CAME = TELL.formatted("after");
    private static final String WENT_BACK = TELL.formatted("before");

    private final Notifications notifications;
    private final Clock clock;

    HandoverNews(Notifications notifications, Clock clock) {
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * @param from who handed over
     * @param by who did it, and knows
     */
    Uni<Integer> tellHeirs(UUID succession, UUID operation, UUID from, UUID by) {
        return tell(CAME, "HANDED_OVER", succession, operation, from, by);
    }

    /** Once it was taken back: those who had it, and who has it again. */
    Uni<Integer> tellOfUndoing(UUID succession, UUID operation, UUID from, UUID by) {
        return tell(CAME, "TAKEN_BACK", succession, operation, from, by)
                .chain(() -> tell(WENT_BACK, "RETURNED", succession, operation, from, by));
    }

    private Uni<Integer> tell(String audience, String change, UUID succession, UUID operation, UUID from, UUID by) {
        return notifications.fanOut(
                NoticeKind.HANDOVER,
                audience,
                operation,
                succession,
                change,
                from.toString(),
                clock.instant(),
                by.toString());
    }
}
