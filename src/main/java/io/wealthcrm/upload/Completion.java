package io.wealthcrm.upload;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.ProblemCode;
import io.wealthcrm.shared.files.FileProblem;
import io.wealthcrm.shared.files.FileStore;
import io.wealthcrm.shared.files.Identified;
import io.wealthcrm.shared.files.VirusScanner;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Looks at an upload that is whole and stores it under its hash. Every step may be repeated after a crash. */
@ApplicationScoped
class Completion {
    private static final Logger LOG = Logger.getLogger(Completion.class);

    private static final Set<ProblemCode> VERDICTS =
            Set.of(FileProblem.FILE_TYPE_REFUSED, FileProblem.FILE_CORRUPT, FileProblem.VIRUS_FOUND);

    private final UploadRows rows;
    private final PartialFiles files;
    private final FileStore store;
    private final VirusScanner scanner;

    Completion(UploadRows rows, PartialFiles files, FileStore store, VirusScanner scanner) {
        this.rows = rows;
        this.files = files;
        this.store = store;
        this.scanner = scanner;
    }

    /**
     * The caller holds the file. A store or a scanner that fails is asked again by {@link UploadTending}: the sender has done its
     * part.
     *
     * @throws Problem FILE_TYPE_REFUSED, FILE_CORRUPT, VIRUS_FOUND; the upload is {@code REFUSED} then
     */
    Uni<Void> complete(Upload upload, PartialFile file) {
        return (file.exists() ? store(upload, file) : storedBefore(upload))
                .onFailure(Completion::isVerdict)
                .call(() -> rows.end(upload.id(), Upload.Status.REFUSED))
                .onFailure(failure -> !isVerdict(failure))
                .recoverWithUni(failure -> {
                    LOG.warnf("upload %s is not stored yet: %s", upload.id(), failure);
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> store(Upload upload, PartialFile file) {
        UUID id = upload.id();
        return Workers.run(() -> identify(upload, file))
                .call(content -> rows.identified(id, content))
                .chain(content -> store.put(content.sha256(), file.path()))
                .chain(() -> rows.end(id, Upload.Status.STORED))
                .chain(() -> Workers.run(() -> files.delete(id)));
    }

    private Identified identify(Upload upload, PartialFile file) throws IOException {
        Identified content = upload.purpose().identify(file.path());
        if (upload.purpose().scanned()) {
            scanner.scan(file.path());
        }
        return content;
    }

    /** The file was moved into the store and the service killed before it could write that down. */
    private Uni<Void> storedBefore(Upload upload) {
        return (upload.sha256() == null ? Uni.createFrom().item(false) : store.exists(upload.sha256()))
                .chain(there -> rows.end(upload.id(), there ? Upload.Status.STORED : Upload.Status.REFUSED));
    }

    private static boolean isVerdict(Throwable failure) {
        return failure instanceof Problem problem && VERDICTS.contains(problem.code());
    }
}
