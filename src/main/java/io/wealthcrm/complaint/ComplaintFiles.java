package io.wealthcrm.complaint;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.files.StoredFile;
import io.wealthcrm.shared.files.StoredFiles;
import io.wealthcrm.shared.files.UploadRule;
import io.wealthcrm.shared.files.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/**
 * Papers laid to complaints. The customer reads what the customer laid there; what staff add is the firm's own. Whom it is about reads
 * their own alone until it is closed.
 */
@ApplicationScoped
class ComplaintFiles {
    private static final UploadRule RULE = UploadRule.document("COMPLAINT");

    private static final String LIST =
            """
            select f.id, f.name, f.media_type, f.size, f.uploaded_by, f.created_at
              from complaint_files c join files f on f.id = c.file_id
             where c.complaint_id = ?1 and (cast(?2 as uuid) is null or f.uploaded_by = cast(?2 as uuid))
               and (cast(?3 as uuid) is null or f.id = cast(?3 as uuid))
             order by f.id limit 1000""";

    private final ComplaintReads reads;
    private final Uploads uploads;
    private final StoredFiles files;

    ComplaintFiles(ComplaintReads reads, Uploads uploads, StoredFiles files) {
        this.reads = reads;
        this.uploads = uploads;
        this.files = files;
    }

    /** While it is not closed. @throws Problem NOT_FOUND, COMPLAINT_STATE, FILE_… */
    @WithTransaction
    Uni<StoredFile> add(Caller caller, UUID id, FileUpload part) {
        return reads.reached(caller, id)
                .chain(() -> uploads.accept(part, RULE))
                .call(() -> editable(caller, id))
                .chain(file -> files.record(file, RULE, caller.userId()))
                .call(Db::flush)
                .call(file -> Db.execute(
                        "insert into complaint_files (file_id, complaint_id) values (?1, ?2)", file.id(), id));
    }

    private Uni<Complaint> editable(Caller caller, UUID id) {
        return reads.locked(caller, id).invoke(complaint -> complaint.require(ComplaintStep.EDITED));
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<ComplaintFile>> list(Caller caller, UUID id) {
        return reads.reached(caller, id)
                .chain(seen -> Db.select(ComplaintFile.class, LIST, id, only(caller, seen), null))
                .map(rows -> new Page<>(rows, null));
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<StoredFile> find(Caller caller, UUID id, UUID file) {
        return reads.reached(caller, id)
                .chain(seen -> Db.one(ComplaintFile.class, LIST, id, only(caller, seen), file))
                .chain(found -> files.find(found.id()));
    }

    private static UUID only(Caller caller, ComplaintView seen) {
        return caller.has(Role.CUSTOMER) || ComplaintReads.isKeptFrom(caller, seen) ? caller.userId() : null;
    }
}
