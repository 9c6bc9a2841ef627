package io.wealthcrm.notification;

import io.wealthcrm.shared.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Notifications are kept for 180 days after they were read, their deliveries with them; unread ones stay, but for
 * {@link NoticeKind#dispensable() news}, which goes 30 days after it is no longer worth a push.
 */
@ApplicationScoped
class NotificationRetention implements Retention {
    @Override
    public List<String> deletes() {
        return List.of(
                """
                delete from notifications where id in (
                    select id from notifications where read_at < now() - interval '180 days'
                     order by read_at limit ?1 for update skip locked)""",
                // As the index notifications_unread_news names them.
                """
                delete from notifications where id in (
                    select id from notifications
                     where read_at is null and kind in ('DEAL', 'CHAMPION', 'NAV_PUBLISHED')
                       and expires_at < now() - interval '30 days'
                     order by expires_at limit ?1 for update skip locked)""");
    }
}
