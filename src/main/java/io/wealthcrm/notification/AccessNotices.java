package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.AccessGranted;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Tells compliance who was given access, so that no administrator opens the firm's records to anybody, themselves under another name
 * included, without a second pair of eyes.
 */
@ApplicationScoped
class AccessNotices implements OutboxHandler<AccessGranted> {
    private static final String AUDIENCE =
            """
            select u.id as person_id, cast(?1 as uuid) as entity_id, cast(?3 as text) as occasion,
                   jsonb_build_object('userId', cast(?1 as uuid), 'byId', cast(?2 as uuid)) as data,
                   cast(?4 as timestamptz) as expires_at
              from users u where u.active and 'COMPLIANCE' = any (u.roles) and u.id <> ?1""";

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
