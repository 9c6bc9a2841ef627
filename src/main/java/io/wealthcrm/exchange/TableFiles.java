package io.wealthcrm.exchange;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.files.FileStore;
import io.wealthcrm.shared.files.StoredFile;
import io.wealthcrm.shared.files.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Opens stored files as tables, and does blocking work on them away from the event loop. */
@ApplicationScoped
class TableFiles {
    private final StoredFiles files;
    private final FileStore store;
    private final Vertx vertx;

    TableFiles(StoredFiles files, FileStore store, Vertx vertx) {
        this.files = files;
        this.store = store;
        this.vertx = vertx;
    }

    /** @throws Problem NOT_FOUND, and those of {@link Table#open} */
    Uni<Table> open(UUID fileId, Table.Format format) {
        return files.find(fileId)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND))
                .chain(file -> open(file, format));
    }

    /** @throws Problem those of {@link Table#open} */
    Uni<Table> open(StoredFile file, Table.Format format) {
        Path scratch = Path.of(System.getProperty("java.io.tmpdir"), Ids.next().toString());
        return store.local(file.sha256(), scratch)
                .chain(path -> blocking(() -> opened(path, format, path.equals(scratch))));
    }

    /** A copy made for the purpose loses its name at once, and so goes with the table that holds it open. */
    private static Table opened(Path path, Table.Format format, boolean copy) throws IOException {
        try {
            return Table.open(path, format);
        } finally {
            if (copy) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** On a worker thread; comes back on the caller's context. */
    <T> Uni<T> blocking(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
