package io.wealthcrm.shared;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The record of who looked at or did what. */
@ApplicationScoped
public class Audit {

    private static final String ADD =
            "insert into audit_log (actor_id, action, subject_kind, subject_id) values (?1, ?2, ?3, ?4)";

    /**
     * Adds one entry in the caller's transaction. {@code action} is a verb phrase such as {@code CONTACT_DETAILS_READ};
     * personal data is never part of it.
     */
    public Uni<Void> record(UUID actor, String action, String subjectKind, UUID subject) {
        return Db.execute(ADD, actor, action, subjectKind, subject).replaceWithVoid();
    }

    /** Adds one entry as a part of the changes. */
    public void record(UUID actor, String action, String subjectKind, UUID subject, Changes changes) {
        changes.add(null, ADD, actor, action, subjectKind, subject);
    }
}
