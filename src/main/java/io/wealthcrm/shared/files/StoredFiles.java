package io.wealthcrm.shared.files;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** The rows of uploaded files. Knows nothing of scope: a feature finds the file through its own record first. */
@ApplicationScoped
public class StoredFiles {
    private final ReleasedFiles released;
    private final Clock clock;

    StoredFiles(ReleasedFiles released, Clock clock) {
        this.released = released;
        this.clock = clock;
    }

    /**
     * Writes the row of an accepted upload. Takes part in the transaction the caller has open.
     *
     * @param rule the one the upload was accepted under
     * @param uploadedBy the person's id
     */
    public Uni<StoredFile> record(StoredFile file, UploadRule rule, UUID uploadedBy) {
        FileRow row = FileRow.of(file, rule.purpose(), uploadedBy, clock.instant());
        return released.keep(file)
                .chain(Db::session)
                .chain(session -> session.persist(row))
                .replaceWith(file);
    }

    /** One file, or null when there is none of that id. One round trip. */
    @WithSession
    public Uni<StoredFile> find(UUID id) {
        return Db.session()
                .chain(session -> session.find(FileRow.class, id))
                .map(row -> row == null ? null : row.file());
    }
}
