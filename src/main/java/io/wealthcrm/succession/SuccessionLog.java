package io.wealthcrm.succession;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Keeps what was asked and what came of it. Everything joins the caller's transaction. */
@ApplicationScoped
class SuccessionLog {
    private static final String SUBJECT = "SUCCESSION";

    private static final String PLANNED =
            """
            insert into successions (id, kind, user_id, plan, effective_on, heirs, reason, state, by_id, at)
            values (?1, ?2, ?3, ?4, ?5, cast(cast(?6 as text) as jsonb), cast(?7 as text), 'PLANNED', ?8, ?9)""";

    private static final String DONE =
            """
            update successions set state = 'DONE', operation_id = ?2, done_at = ?3, undo_until = ?4,
                   outcome = cast(cast(?5 as text) as jsonb)
             where id = ?1""";

    private static final String UNDONE =
            """
            update successions set state = 'UNDONE', ended_at = ?2, ended_by = ?3, left_alone = cast(cast(?4 as text) as jsonb)
             where id = ?1""";

    private static final String CANCELLED =
            "update successions set state = 'CANCELLED', ended_at = ?2, ended_by = ?3 where id = ?1";

    private static final String FAILED =
            "update successions set state = 'FAILED', failure = ?2 where id = ?1 and state = 'PLANNED'";

    private final Audit audit;
    private final ObjectMapper json;
    private final Clock clock;

    SuccessionLog(Audit audit, ObjectMapper json, Clock clock) {
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** To be done on its day. */
    Uni<UUID> planned(Asked asked, LocalDate on, String reason, UUID by) {
        return add(asked, on, reason, by).call(id -> audit.record(by, asked.kind() + "_PLANNED", SUBJECT, id));
    }

    /** What was asked and done at once. */
    Uni<UUID> done(Asked asked, LocalDate on, String reason, UUID by, Execution.Done done, Outcome outcome) {
        return add(asked, on, reason, by).call(id -> done(id, asked.kind(), by, done, outcome));
    }

    private Uni<UUID> add(Asked asked, LocalDate on, String reason, UUID by) {
        UUID id = Ids.next();
        return Db.execute(
                        PLANNED,
                        id,
                        asked.kind().name(),
                        asked.leaver().id(),
                        asked.plan().name(),
                        on,
                        text(asked.heirs()),
                        reason,
                        by,
                        clock.instant())
                .replaceWith(id);
    }

    /** What was planned is done. */
    Uni<Void> done(UUID id, SuccessionKind kind, UUID by, Execution.Done done, Outcome outcome) {
        return Db.execute(DONE, id, done.operation(), done.at(), done.undoUntil(), text(outcome))
                .chain(() -> audit.record(by, kind + "_DONE", SUBJECT, id));
    }

    Uni<Void> undone(UUID id, SuccessionKind kind, UUID by, List<LeftAlone> left) {
        return Db.execute(UNDONE, id, clock.instant(), by, text(left))
                .chain(() -> audit.record(by, kind + "_UNDONE", SUBJECT, id));
    }

    Uni<Void> cancelled(UUID id, SuccessionKind kind, UUID by) {
        return Db.execute(CANCELLED, id, clock.instant(), by)
                .chain(() -> audit.record(by, kind + "_CANCELLED", SUBJECT, id));
    }

    /** @param code of the problem that stood in the way */
    Uni<Void> failed(UUID id, String code) {
        return Db.execute(FAILED, id, code).replaceWithVoid();
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
