package io.wealthcrm.identity;

import io.wealthcrm.shared.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Sessions are kept for 30 days after they ended, with all their tokens. Of a session that goes on, refresh tokens used up
 * longer ago than that are removed: one that turns up again is still refused, but no longer known as reused.
 * Throttles nobody has tried at for as long as they last are as good as none.
 */
@ApplicationScoped
class SessionRetention implements Retention {
    @Override
    public List<String> deletes() {
        return List.of(
                """
                with ended as materialized (
                    select id from sessions where least(revoked_at, expires_at) < now() - interval '30 days'
                     order by least(revoked_at, expires_at) limit ?1 for update skip locked),
                tokens as (delete from refresh_tokens where session_id in (select id from ended)),
                tickets as (delete from ws_tickets where session_id in (select id from ended))
                delete from sessions where id in (select id from ended)""",
                """
                delete from refresh_tokens where token_hash in (
                    select token_hash from refresh_tokens where used_at < now() - interval '30 days'
                     order by used_at limit ?1 for update skip locked)""",
                """
                delete from throttles where key in (
                    select key from throttles where full_at < now()
                     order by full_at limit ?1 for update skip locked)""");
    }
}
