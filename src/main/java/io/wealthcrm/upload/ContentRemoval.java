package io.wealthcrm.upload;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.Background;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Removes what {@link io.wealthcrm.shared.files.ReleasedFiles} has released, a content per transaction, unless it is referred
 * to again. The content's row is locked while it is looked at: who stores an equal one waits, and learns whether it went.
 */
@ApplicationScoped
class ContentRemoval {
    private static final Logger LOG = Logger.getLogger(ContentRemoval.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** By then whoever stored an equal content before the release has written its row. */
    private static final String DUE =
            """
            select cast(sha256 as text) from released_contents
             where removed_at is null and released_at < now() - interval '10 minutes' order by released_at limit 200""";

    private static final String TAKE =
            "select sha256 from released_contents where sha256 = $1 and removed_at is null for update skip locked";

    private static final String REMOVED =
            "update released_contents set removed_at = clock_timestamp() where sha256 = $1";
    private static final String NEEDED = "delete from released_contents where sha256 = $1";
    private static final String FORGET = "delete from released_contents where removed_at < now() - interval '1 day'";

    private final Pool pool;
    private final Contents contents;
    private final Background background;

    ContentRemoval(Pool pool, Contents contents, Background background) {
        this.pool = pool;
        this.contents = contents;
        this.background = background;
    }

    void start(@Observes StartupEvent event) {
        background.every(PAUSE, "removal of contents", this::look);
    }

    private Uni<Void> look() {
        return pool.query(DUE)
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map(row -> row.getString(0))
                .onItem()
                .transformToUniAndConcatenate(this::tried)
                .collect()
                .last()
                .chain(() -> pool.query(FORGET).execute())
                .replaceWithVoid();
    }

    /** One that fails, as while the store is away, stands back until the next round. */
    private Uni<Void> tried(String sha256) {
        return pool.withTransaction(connection -> remove(connection, sha256))
                .onFailure()
                .invoke(failure -> LOG.warnf("content %s: %s", sha256, failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> remove(SqlConnection connection, String sha256) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(sha256))
                .chain(taken -> taken.size() == 0
                        ? Uni.createFrom().voidItem()
                        : contents.removeUnreferred(connection, sha256)
                                .chain(gone -> connection
                                        .preparedQuery(gone ? REMOVED : NEEDED)
                                        .execute(Tuple.of(sha256)))
                                .replaceWithVoid());
    }
}
