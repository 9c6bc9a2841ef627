package io.wealthcrm.approval;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reminds (催办) those who may decide a step that is overdue, once a business day, by the firm's clock. */
@ApplicationScoped
class OverdueSteps {
    private static final int BATCH = 200;

    /** {@code skip locked}: nodes share the work. */
    private static final String CLAIM =
            """
            update approval_request_steps set reminded_on = ?2
             where id in (select id from approval_request_steps
                           where status = 'OPEN' and due_at <= cast(?1 as timestamptz)
                             and coalesce(reminded_on, '-infinity') < ?2
                           order by due_at limit ?3 for update skip locked)
            returning id""";

    private static final String AUDIENCE =
            """
            select distinct st.person_id, s.request_id as entity_id, 'OVERDUE/' || cast(?2 as text) || '/' || s.stage as occasion,
                   jsonb_build_object('approvalId', s.request_id) as data,
                   cast(cast(cast(?2 as text) as date) + 1 as timestamptz) as expires_at
              from approval_request_steps s join approval_standings st on %s
             where s.id = any (cast(string_to_array(?1, ',') as uuid[])) and st.person_id <> all (s.barred)
               and %s"""
                    .formatted(
                            Awaited.FITS.replace("?2", "cast(cast(?2 as text) as date)"),
                            Awaited.unused("st.person_id"));

    private final Background background;
    private final Notifications notifications;
    private final Approvals approvals;
    private final ApprovalConfig config;
    private final Clock clock;

    OverdueSteps(
            Background background,
            Notifications notifications,
            Approvals approvals,
            ApprovalConfig config,
            Clock clock) {
        this.background = background;
        this.notifications = notifications;
        this.approvals = approvals;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        background.every(config.remindPause(), "overdue approvals", this::remind);
    }

    /** Until nobody is to be reminded any more today. */
    Uni<Void> remind() {
        return Panache.withTransaction(this::remindSome)
                .chain(reminded ->
                        reminded == BATCH ? remind() : Uni.createFrom().voidItem());
    }

    private Uni<Integer> remindSome() {
        LocalDate today = approvals.today();
        return Db.select(UUID.class, CLAIM, clock.instant(), today, BATCH)
                .call(steps -> steps.isEmpty() ? Uni.createFrom().item(0) : tell(steps, today))
                .map(List::size);
    }

    private Uni<Integer> tell(List<UUID> steps, LocalDate today) {
        String ids = steps.stream().map(UUID::toString).collect(Collectors.joining(","));
        return notifications.fanOut(NoticeKind.APPROVAL_OVERDUE, AUDIENCE, ids, today.toString());
    }
}
