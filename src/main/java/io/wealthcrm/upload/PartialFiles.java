package io.wealthcrm.upload;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.PrivateFiles;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Uploads under way, in {@code <wealth.data-dir>/files/uploads}: the store's own disk, so that storing is a rename. Several
 * nodes either share this directory or are reached by the same client at the same node. Private.
 */
@ApplicationScoped
class PartialFiles {
    private final Path directory;
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();

    PartialFiles(WealthConfig wealth) {
        Path files = PrivateFiles.directory(wealth.dataDir().toAbsolutePath().resolve("files"));
        directory = PrivateFiles.directory(files.resolve("uploads"));
    }

    /** Holds the upload while the work runs. @throws Problem UPLOAD_BUSY */
    <T> Uni<T> holding(UUID id, Function<PartialFile, Uni<T>> work) {
        return Workers.run(() -> hold(id)).chain(file -> work.apply(file)
                .eventually(() -> Workers.run(() -> {
                    file.close();
                    return null;
                })));
    }

    /**
     * Takes the upload for one writer. Also against another process on the same directory: the operating system ends the
     * hold of one that was killed.
     *
     * @throws Problem UPLOAD_BUSY
     */
    private PartialFile hold(UUID id) throws IOException {
        if (!held.add(id)) {
            throw Problem.of(UploadProblem.UPLOAD_BUSY);
        }
        PartialFile file = null;
        try {
            file = PartialFile.lock(path(id), path(id + ".lock"), () -> held.remove(id));
        } finally {
            if (file == null) {
                held.remove(id);
            }
        }
        return file;
    }

    /** Removes what is left of an upload. Blocking; the caller holds it. */
    Void delete(UUID id) throws IOException {
        Files.deleteIfExists(path(id));
        Files.deleteIfExists(path(id + ".lock"));
        return null;
    }

    private Path path(Object name) {
        return directory.resolve(name.toString());
    }
}
