package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.AccessGranted;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Tells compliance who was given access, so that no administrator opens the firm's records to anybody, themselves under another name
 * included, without a second pair of eyes; executives where nobody else is in compliance.
 */
@ApplicationScoped
class AccessNotices implements OutboxHandler<AccessGranted> {
    private static final String AUDIENCE =
            """
            with above as (
                select u.id, 'COMPLIANCE' = any (u.roles) as compliance from users u
                 where u.active and u.roles && array['COMPLIANCE', 'EXECUTIVE'] and u.id <> ?1 and u.id <> ?2)
            select a.id as person_id, cast(?1 as uuid) as entity_id, cast(?3 as text) as occasion,
                   jsonb_build_object('userId', cast(?1 as uuid), 'byId', cast(?2 as uuid)) as data,
                   cast(?4 as timestamptz) as expires_at
              from above a where a.compliance or not exists (select from above b where b.compliance)""";

    private static final Duration WORTH_A_PUSH = Duration.ofDays(3);

    private final Notifications notifications;
    private final Clock clock;

    AccessNotices(Notifications notifications, Clock clock) {
        this.notifications = notifications;
        this.clock = clock;
    }

    @Override
    public Class<AccessGranted> event() {
        return AccessGranted.class;
    }

    @Override
    public Uni<Void> handle(AccessGranted granted) {
        return notifications
                .fanOut(
                        NoticeKind.ACCESS_GRANTED,
                        AUDIENCE,
                        granted.userId(),
                        granted.byId(),
                        granted.occurrence().toString(),
                        clock.instant().plus(WORTH_A_PUSH))
                .replaceWithVoid();
    }
}
