package io.wealthcrm.privacy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** Tells compliance of requests that do not come to their end: overdue ones, and those whose copy could not be made. */
@ApplicationScoped
class PrivacyNotices {
    /** Each failure once: it has a version of its own. */
    private static final String FAILED =
            """
            select u.id as person_id, r.id as entity_id, 'FAILED ' || r.version as occasion,
                   jsonb_build_object('requestId', cast(r.id as text)) as data, r.copy_failed_at + interval '30 days' as expires_at
              from privacy_requests r join users u on u.active and u.roles @> '{COMPLIANCE}'
             where r.id = ?1 and r.copy_failed_at is not null""";

    /** Each request once. Administrators hear as well of what nobody of compliance is there for. */
    private static final String OVERDUE =
            """
            select u.id as person_id, r.id as entity_id, 'OVERDUE' as occasion,
                   jsonb_build_object('requestId', cast(r.id as text)) as data,
                   cast(?2 as timestamptz) + interval '30 days' as expires_at
              from privacy_requests r join users u on u.active
               and (u.roles @> '{COMPLIANCE}'
                    or u.roles @> '{ADMIN}'
                       and not exists (select from users c where c.active and c.roles @> '{COMPLIANCE}'))
             where r.state in ('RECEIVED', 'VERIFIED', 'IN_PROGRESS') and r.due_on < ?1""";

    private final Notifications notifications;
    private final Background background;
    private final Clock clock;
    private final WealthConfig config;
    private final PrivacyConfig settings;

    PrivacyNotices(
            Notifications notifications,
            Background background,
            Clock clock,
            WealthConfig config,
            PrivacyConfig settings) {
        this.notifications = notifications;
        this.background = background;
        this.clock = clock;
        this.config = config;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        background
                .every(settings.lookEvery(), "overdue privacy requests", this::look)
                .wake();
    }

    /** Joins the caller's transaction. */
    Uni<Void> failed(UUID request) {
        return notifications.fanOut(NoticeKind.PRIVACY_REQUEST, FAILED, request).replaceWithVoid();
    }

    private Uni<Void> look() {
        LocalDate today = LocalDate.now(clock.withZone(config.zone()));
        return Panache.withTransaction(
                        () -> notifications.fanOut(NoticeKind.PRIVACY_REQUEST, OVERDUE, today, clock.instant()))
                .replaceWithVoid();
    }
}
