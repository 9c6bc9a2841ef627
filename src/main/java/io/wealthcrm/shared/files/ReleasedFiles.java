package io.wealthcrm.shared.files;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;

/**
 * Files that nothing refers to any more. Their rows go in the caller's transaction; their bytes only after it, when nobody
 * else has the same.
 */
@ApplicationScoped
public class ReleasedFiles {
    /** Thumbnails are contents too. */
    private static final String RELEASE =
            """
            with gone as (delete from files where id = any(?1) returning sha256, thumbnail)
            insert into released_contents (sha256)
            select sha256 from gone union select thumbnail from gone where thumbnail is not null order by 1
            on conflict (sha256) do update set released_at = clock_timestamp(), removed_at = null""";

    private static final String CLAIM =
            "delete from released_contents where sha256 in (cast(?1 as char(64)), cast(?2 as char(64))) returning true";

    private final FileStore store;

    ReleasedFiles(FileStore store) {
        this.store = store;
    }

    /** Removes the rows of files the caller has found to be referred to by nothing. Joins the transaction. */
    public Uni<Void> release(Collection<UUID> files) {
        return files.isEmpty()
                ? Uni.createFrom().voidItem()
                : Db.execute(RELEASE, (Object) files.toArray(UUID[]::new)).replaceWithVoid();
    }

    /**
     * A file whose bytes were stored a moment ago gets its row: they are not removed any more. Joins the transaction.
     *
     * @throws Problem FILE_STORE_UNAVAILABLE where an equal content was removed between the two: sent
     *     again it is stored again
     */
    Uni<Void> keep(StoredFile file) {
        return Db.select(Boolean.class, CLAIM, file.sha256(), file.thumbnail())
                // Also when nothing says that they went: whoever removes them may have died just after.
                .chain(waited -> waited.isEmpty() ? Uni.createFrom().voidItem() : requireStored(file));
    }

    private Uni<Void> requireStored(StoredFile file) {
        return store.exists(file.sha256())
                .chain(there -> there && file.thumbnail() != null
                        ? store.exists(file.thumbnail())
                        : Uni.createFrom().item(there))
                .invoke(there -> {
                    if (!there) {
                        throw Problem.of(FileProblem.FILE_STORE_UNAVAILABLE);
                    }
                })
                .replaceWithVoid();
    }
}
