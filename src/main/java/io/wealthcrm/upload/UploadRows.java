package io.wealthcrm.upload;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.files.Identified;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** The uploads' rows. Each method is a transaction of its own: an offset is written when its bytes are on disk. */
@ApplicationScoped
class UploadRows {
    private static final int RETRY_AFTER_SECONDS = 600;

    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 100))";

    private static final String CREATE =
            """
            insert into resumable_uploads (id, owner_id, length, metadata, name, purpose, expires_at)
            select $1, $2, $3, $4, $5, $8, now() + make_interval(secs => $6)
             where (select count(*) from resumable_uploads
                     where owner_id = $2 and status in ('RECEIVING', 'RECEIVED') and expires_at > now()) < $7
            returning\s"""
                    + Upload.COLUMNS;

    private static final String PROGRESS =
            """
            update resumable_uploads
               set received = $2, expires_at = now() + make_interval(secs => $3),
                   status = case when length = $2 then 'RECEIVED' else status end
             where id = $1 and status = 'RECEIVING' and received <= $2
            returning\s"""
                    + Upload.COLUMNS;

    private final Pool pool;
    private final UploadConfig config;

    UploadRows(Pool pool, UploadConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** Two creations of one person queue, so that they cannot both take the last place. @throws Problem UPLOAD_TOO_MANY */
    Uni<Upload> create(UUID owner, long length, TusRequest request) {
        return pool.withTransaction(connection -> lock(connection, owner.toString())
                .chain(() -> connection.preparedQuery(CREATE).execute(Tuple.from(new Object[] {
                    Ids.next(),
                    owner,
                    length,
                    request.metadata(),
                    request.fileName(),
                    lifeSeconds(),
                    (long) config.mostUnfinished(),
                    request.purpose().name()
                })))
                .map(UploadRows::first)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(
                        UploadProblem.UPLOAD_TOO_MANY,
                        Map.of("max", config.mostUnfinished(), "retryAfterSeconds", RETRY_AFTER_SECONDS))));
    }

    /** A live upload of this person's own. @throws Problem NOT_FOUND, also for another's; UPLOAD_GONE */
    Uni<Upload> own(UUID owner, UUID id) {
        return pool.preparedQuery(
                        "select " + Upload.COLUMNS + " from resumable_uploads where id = $1 and owner_id = $2")
                .execute(Tuple.of(id, owner))
                .map(UploadRows::first)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND))
                .invoke(Upload::requireLive);
    }

    /** So many bytes are safe. @throws Problem UPLOAD_GONE when it was ended meanwhile */
    Uni<Upload> progress(UUID id, long received) {
        return pool.preparedQuery(PROGRESS)
                .execute(Tuple.of(id, received, lifeSeconds()))
                .map(UploadRows::first)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(UploadProblem.UPLOAD_GONE));
    }

    /** @throws Problem UPLOAD_TAKEN */
    Uni<Void> terminate(UUID id) {
        return pool.preparedQuery(
                        """
                        update resumable_uploads set status = 'TERMINATED'
                         where id = $1 and taken_at is null and status in ('RECEIVING', 'RECEIVED', 'STORED')""")
                .execute(Tuple.of(id))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw Problem.of(UploadProblem.UPLOAD_TAKEN);
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Writes down what an upload holds, before its bytes go to the store: from then on the store's content is referred to.
     * Takes the content's lock, which {@link UploadTending} holds while it removes one.
     */
    Uni<Void> identified(UUID id, Identified content) {
        return pool.withTransaction(connection -> lock(connection, content.sha256())
                .chain(() -> connection
                        .preparedQuery(
                                "update resumable_uploads set sha256 = $2, media_type = $3 where id = $1 and status = 'RECEIVED'")
                        .execute(Tuple.of(id, content.sha256(), content.mediaType())))
                .replaceWithVoid());
    }

    /** Ends {@code RECEIVED}. */
    Uni<Void> end(UUID id, Upload.Status status) {
        return pool.preparedQuery("update resumable_uploads set status = $2 where id = $1 and status = 'RECEIVED'")
                .execute(Tuple.of(id, status.name()))
                .replaceWithVoid();
    }

    /** Holds a lock by name until the transaction ends. */
    static Uni<RowSet<Row>> lock(SqlConnection connection, String name) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(name));
    }

    private double lifeSeconds() {
        return config.life().toSeconds();
    }

    private static Upload first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : Upload.of(rows.iterator().next());
    }
}
