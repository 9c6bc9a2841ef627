package io.wealthcrm.identity;

import io.wealthcrm.shared.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Installations unheard of for 270 days are removed: FCM takes their tokens for dead by then. */
@ApplicationScoped
class DeviceRetention implements Retention {
    @Override
    public List<String> deletes() {
        return List.of(
                """
                delete from devices where installation_id in (
                    select installation_id from devices where seen_at < now() - interval '270 days'
                     order by seen_at limit ?1 for update skip locked)""");
    }
}
