package io.wealthcrm.duplicate;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.agenda.AgendaHandover;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Tells advisors that files they serve or served became one, or two again. Each call joins the transaction. */
@ApplicationScoped
class MergeNews {
    /** Who serves one of them now, and who did before the merge; only who serves the survivor is told which that is. */
    private static final String TELL =
            """
            select p.person as person_id, cast(?1 as uuid) as entity_id, cast(?4 as text) as occasion,
                   jsonb_strip_nulls(jsonb_build_object('change', cast(?4 as text), 'mergedId', cast(?3 as uuid),
                       'survivorId', (select c.id from customers c where c.id = cast(?2 as uuid) and c.advisor_id = p.person))) as data,
                   cast(?6 as timestamptz) + interval '7 days' as expires_at
              from (select c.advisor_id as person from customers c where c.id in (cast(?2 as uuid), cast(?3 as uuid))
                    union
                    select cast(r.before ->> 'advisor_id' as uuid) from restorable_rows r
                     where r.operation_id = ?1 and r.relation = 'customers') p
             where p.person is not null and p.person <> ?5""";

    private final Notifications notifications;
    private final AgendaHandover tasks;
    private final Clock clock;

    MergeNews(Notifications notifications, AgendaHandover tasks, Clock clock) {
        this.notifications = notifications;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** @param by who did it, and knows */
    Uni<Integer> merged(UUID merge, UUID survivor, UUID merged, UUID by) {
        return tasks.noticesFollow(merge).chain(() -> tell(merge, survivor, merged, "MERGED", by));
    }

    /** @param by who took it back, and knows */
    Uni<Integer> parted(UUID merge, UUID survivor, UUID merged, UUID by) {
        return tasks.noticesReturn(merge).chain(() -> tell(merge, survivor, merged, "PARTED", by));
    }

    private Uni<Integer> tell(UUID merge, UUID survivor, UUID merged, String change, UUID by) {
        return notifications.fanOut(
                NoticeKind.FILES_MERGED, TELL, merge, survivor, merged, change, by, clock.instant());
    }
}
