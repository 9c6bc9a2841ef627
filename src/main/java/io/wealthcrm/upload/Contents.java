package io.wealthcrm.upload;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.files.FileStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes contents of the file store, which several files may share. */
@ApplicationScoped
class Contents {
    private static final String REFERRED_TO =
            """
            select exists (select from files where sha256 = $1) or exists (select from files where thumbnail = $1)
                or exists (select from resumable_uploads where sha256 = $1 and status in ('RECEIVED', 'STORED'))""";

    private final Pool pool;
    private final FileStore store;

    Contents(Pool pool, FileStore store) {
        this.pool = pool;
        this.store = store;
    }

    /** Removes a content unless something refers to it; whether it is gone. */
    Uni<Boolean> removeUnreferred(String sha256) {
        return pool.withTransaction(connection -> removeUnreferred(connection, sha256));
    }

    /** As above, in a transaction under way. The lock keeps an equal one from being referred to by an upload meanwhile. */
    Uni<Boolean> removeUnreferred(SqlConnection connection, String sha256) {
        return UploadRows.lock(connection, sha256)
                .chain(() -> referredTo(connection, sha256))
                .chain(needed -> needed
                        ? Uni.createFrom().item(false)
                        : store.delete(sha256).replaceWith(true));
    }

    private static Uni<Boolean> referredTo(SqlConnection connection, String sha256) {
        return connection.preparedQuery(REFERRED_TO).execute(Tuple.of(sha256)).map(rows -> rows.iterator()
                .next()
                .getBoolean(0));
    }
}
