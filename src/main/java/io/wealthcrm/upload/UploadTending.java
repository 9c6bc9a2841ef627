package io.wealthcrm.upload;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Ends what has expired, removes the bytes of what came to nothing, and finishes what a crash has left whole. */
@ApplicationScoped
class UploadTending {
    private static final Logger LOG = Logger.getLogger(UploadTending.class);

    private static final String EXPIRE =
            """
            update resumable_uploads set status = 'EXPIRED'
             where taken_at is null and expires_at <= now() and status in ('RECEIVING', 'RECEIVED', 'STORED')""";

    private static final String TO_PURGE = "select " + Upload.COLUMNS
            + " from resumable_uploads where status in ('REFUSED', 'TERMINATED', 'EXPIRED') and purged_at is null"
            + " order by expires_at limit 100";

    private static final String TO_COMPLETE = "select " + Upload.COLUMNS
            + " from resumable_uploads where status = 'RECEIVED' and expires_at > now() order by id limit 20";

    /** Their owners are told for a month that they are gone, then they were never there. */
    private static final String FORGET = "delete from resumable_uploads where purged_at < now() - interval '30 days'";

    private final Pool pool;
    private final PartialFiles files;
    private final Completion completion;
    private final Contents contents;
    private final Background background;
    private final UploadConfig config;
    private Background.Loop loop;

    UploadTending(
            Pool pool,
            PartialFiles files,
            Completion completion,
            Contents contents,
            Background background,
            UploadConfig config) {
        this.pool = pool;
        this.files = files;
        this.completion = completion;
        this.contents = contents;
        this.background = background;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        loop = background.every(config.tendPause(), "tending of uploads", this::tend);
    }

    void wake() {
        loop.wake();
    }

    private Uni<Void> tend() {
        return pool.query(EXPIRE)
                .execute()
                .chain(() -> each(TO_PURGE, upload -> files.holding(upload.id(), file -> purge(upload))))
                .chain(() -> each(
                        TO_COMPLETE, upload -> files.holding(upload.id(), file -> completion.complete(upload, file))))
                .chain(() -> pool.query(FORGET).execute())
                .replaceWithVoid();
    }

    /** One that is being written or fails stands back until the next round. */
    private Uni<Void> each(String select, Function<Upload, Uni<Void>> work) {
        return pool.query(select)
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map(Upload::of)
                .onItem()
                .transformToUniAndConcatenate(upload -> work.apply(upload)
                        .onFailure()
                        .invoke(failure -> {
                            if (!(failure instanceof Problem)) {
                                LOG.warnf("upload %s: %s", upload.id(), failure);
                            }
                        })
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> purge(Upload upload) {
        return Workers.run(() -> files.delete(upload.id()))
                .chain(() -> upload.sha256() == null
                        ? Uni.createFrom().voidItem()
                        : contents.removeUnreferred(upload.sha256()).replaceWithVoid())
                .chain(() -> purged(upload.id()));
    }

    private Uni<Void> purged(UUID id) {
        return pool.preparedQuery("update resumable_uploads set purged_at = now() where id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }
}
