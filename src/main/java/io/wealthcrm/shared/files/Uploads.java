package io.wealthcrm.shared.files;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/**
 * The way in: checks an upload by its content, cleans it and stores its bytes. The caller then records the result in its
 * own transaction ({@link StoredFiles#record}); bytes whose row never came are harmless.
 *
 * <p>Fails with {@link FileProblem}: {@code FILE_TOO_LARGE}, {@code FILE_TYPE_REFUSED}, {@code FILE_CORRUPT}, {@code
 * IMAGE_TOO_MANY_PIXELS}, {@code VIRUS_FOUND}, {@code VIRUS_SCAN_UNAVAILABLE}, {@code FILE_STORE_BUSY}, {@code
 * FILE_STORE_UNAVAILABLE}; nothing is stored then.
 */
@ApplicationScoped
public class Uploads {
    private final FileWorkers workers;
    private final Intake intake;
    private final FileStore store;

    Uploads(FileWorkers workers, Intake intake, FileStore store) {
        this.workers = workers;
        this.intake = intake;
        this.store = store;
    }

    /** Takes a multipart part, which the server has already streamed to disk. */
    public Uni<StoredFile> accept(FileUpload part, UploadRule rule) {
        return accept(part.uploadedFile(), part.fileName(), rule);
    }

    /**
     * Takes a file, which stays where it is.
     *
     * @param name as the sender calls it, or null
     */
    public Uni<StoredFile> accept(Path file, String name, UploadRule rule) {
        return workers.admit(
                () -> workers.run(() -> intake.take(file, name, rule)).chain(this::store));
    }

    private Uni<StoredFile> store(Intake.Cleaned cleaned) {
        StoredFile file = cleaned.file();
        return store.put(file.sha256(), cleaned.bytes())
                .chain(() -> cleaned.thumbnail() == null
                        ? Uni.createFrom().voidItem()
                        : store.put(file.thumbnail(), cleaned.thumbnail()))
                .replaceWith(file)
                .eventually(() -> workers.run(() -> intake.discard(cleaned)));
    }

    /**
     * Makes and stores a small upright JPEG of a stored image.
     *
     * @param maxEdge longest edge in pixels; smaller images are not enlarged
     * @return the SHA-256 under which the thumbnail is stored
     */
    public Uni<String> thumbnail(String sha256, int maxEdge) {
        return workers.admit(() -> workers.run(intake::fresh)
                .chain(copy -> store.fetch(sha256, copy)
                        .chain(() -> workers.run(() -> intake.shrink(copy, maxEdge)))
                        .eventually(() -> workers.run(() -> intake.discard(copy))))
                .chain(small -> store.put(small.sha256(), small.bytes())
                        .replaceWith(small.sha256())
                        .eventually(() -> workers.run(() -> intake.discard(small.bytes())))));
    }
}
