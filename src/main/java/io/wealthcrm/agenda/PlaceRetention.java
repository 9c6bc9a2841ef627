package io.wealthcrm.agenda;

import io.wealthcrm.shared.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Where somebody was is nobody's business after 180 days; that they were with the customer stays. */
@ApplicationScoped
class PlaceRetention implements Retention {
    @Override
    public List<String> deletes() {
        return List.of(
                """
                update visits set latitude = null, longitude = null, accuracy = null where id in (
                    select id from visits where latitude is not null and checked_in_at < now() - interval '180 days'
                     order by checked_in_at limit ?1 for update skip locked)""");
    }
}
