package io.wealthcrm.upload;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.files.Identified;
import io.wealthcrm.shared.files.StoredFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finished uploads, for other features. */
@ApplicationScoped
public class ResumableUploads {
    private static final int RETRY_AFTER_SECONDS = 5;

    record Found(
            Upload.Status status,
            boolean taken,
            boolean expired,
            long received,
            long length,
            String sha256,
            String mediaType,
            String name) {}

    /**
     * Takes a finished upload of the caller's own, once and for all: its content is kept from now on. Joins the caller's
     * transaction, in which the file's row must be written.
     *
     * @throws Problem NOT_FOUND, also for another's and for one of another purpose; UPLOAD_UNFINISHED, UPLOAD_TAKEN, UPLOAD_GONE
     */
    public Uni<StoredFile> take(Caller caller, UUID uploadId, UploadPurpose purpose) {
        return Db.select(
                        Found.class,
                        """
                        select status, taken_at is not null, expires_at <= now(), received, length, cast(sha256 as text),
                               media_type, name
                          from resumable_uploads where id = ?1 and owner_id = ?2 and purpose = ?3 for update""",
                        uploadId,
                        caller.userId(),
                        purpose.name())
                .map(ResumableUploads::fileOf)
                .call(() -> Db.execute("update resumable_uploads set taken_at = now() where id = ?1", uploadId));
    }

    private static StoredFile fileOf(List<Found> rows) {
        if (rows.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND, "uploadId");
        }
        Found found = rows.get(0);
        if (found.taken()) {
            throw Problem.of(UploadProblem.UPLOAD_TAKEN);
        }
        if (found.status().gone() || found.expired()) {
            throw Problem.of(UploadProblem.UPLOAD_GONE, Map.of("current", found.status()));
        }
        if (found.status() != Upload.Status.STORED) {
            throw unfinished(found);
        }
        return StoredFile.uploaded(new Identified(found.sha256(), found.mediaType()), found.length(), found.name());
    }

    private static Problem unfinished(Found found) {
        return Problem.of(
                UploadProblem.UPLOAD_UNFINISHED,
                Map.of(
                        "current",
                        found.status(),
                        "received",
                        found.received(),
                        "length",
                        found.length(),
                        "retryAfterSeconds",
                        RETRY_AFTER_SECONDS));
    }
}
