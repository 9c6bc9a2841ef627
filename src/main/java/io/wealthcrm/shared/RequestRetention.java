package io.wealthcrm.shared;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Idempotency keys are kept for the 24 h of the contract, handled events for a week. */
@ApplicationScoped
class RequestRetention implements Retention {
    @Override
    public List<String> deletes() {
        return List.of(
                """
                delete from idempotency_keys where (principal_id, key) in (
                    select principal_id, key from idempotency_keys where created_at < now() - interval '24 hours'
                     order by created_at limit ?1 for update skip locked)""",
                """
                delete from outbox_events where id in (
                    select id from outbox_events where done_at < now() - interval '7 days'
                     order by done_at limit ?1 for update skip locked)""");
    }
}
