package io.wealthcrm.shared;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;

/** The table of used idempotency keys; every method joins the caller's transaction. */
@ApplicationScoped
class IdempotencyKeys {

    /** What the first request was answered with. */
    record Answer(short status, String location, String body) {}

    record Stored(byte[] requestHash, Short status, String location, String body) {}

    /**
     * Takes the key, or answers with the stored answer of an equal request. A try-lock rather than a wait: a client that
     * repeats itself while the first request runs is told so at once.
     */
    Uni<Answer> claim(UUID principal, String key, byte[] hash) {
        return Db.execute(
                        """
                        insert into idempotency_keys (principal_id, key, request_hash)
                        select ?1, ?2, ?3
                         where pg_try_advisory_xact_lock(hashtextextended(cast(cast(?1 as uuid) as text) || ?2, 7))
                        on conflict do nothing""",
                        principal,
                        key,
                        hash)
                .chain(inserted -> inserted == 1 ? Uni.createFrom().nullItem() : previous(principal, key, hash));
    }

    Uni<Void> finish(UUID principal, String key, Answer answer) {
        return Db.execute(
                        "update idempotency_keys set status = ?3, location = ?4, body = ?5 where principal_id = ?1 and key = ?2",
                        principal,
                        key,
                        answer.status(),
                        answer.location(),
                        answer.body())
                .replaceWithVoid();
    }

    private static Uni<Answer> previous(UUID principal, String key, byte[] hash) {
        return Db.select(
                        Stored.class,
                        "select request_hash, status, location, body from idempotency_keys where principal_id = ?1 and key = ?2",
                        principal,
                        key)
                .map(rows -> answerOf(rows, hash));
    }

    private static Answer answerOf(List<Stored> rows, byte[] hash) {
        if (rows.isEmpty()) {
            throw Problem.of(CommonProblem.IDEMPOTENCY_IN_FLIGHT);
        }
        Stored stored = rows.get(0);
        if (!MessageDigest.isEqual(stored.requestHash(), hash)) {
            throw Problem.of(CommonProblem.IDEMPOTENCY_KEY_REUSED);
        }
        return new Answer(stored.status(), stored.location(), stored.body());
    }
}
