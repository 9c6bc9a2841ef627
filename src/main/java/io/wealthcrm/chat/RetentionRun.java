package io.wealthcrm.chat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import io.wealthcrm.shared.files.ReleasedFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Deletes what is kept no longer, every night. It walks through the conversations by id, a page per transaction that also
 * writes down where it is: whoever is killed leaves nothing half done, and another node goes on from there.
 */
@ApplicationScoped
class RetentionRun {
    private static final Logger LOG = Logger.getLogger(RetentionRun.class);

    /** Between two batches, for the live chat. */
    private static final long REST_MS = 50;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final ReleasedFiles files;
    private final Background background;
    private final RetentionConfig config;
    private final ZoneId zone;
    private final Vertx vertx;
    private final Counter deleted;
    private volatile Background.Loop loop;

    RetentionRun(
            ReleasedFiles files,
            Background background,
            RetentionConfig config,
            WealthConfig firm,
            Vertx vertx,
            MeterRegistry metrics) {
        this.files = files;
        this.background = background;
        this.config = config;
        this.zone = firm.zone();
        this.vertx = vertx;
        this.deleted = metrics.counter("wealth.chat.retention.deleted");
    }

    /** Of one batch. @param last null when no conversation was left to look at; @param files their ids, by commas */
    record Batch(long messages, long conversations, UUID last, String files) {
        boolean full() {
            return messages >= RetentionSql.MESSAGES;
        }

        boolean end() {
            return !full() && conversations < RetentionSql.CONVERSATIONS;
        }

        List<UUID> fileIds() {
            return files == null
                    ? List.of()
                    : Arrays.stream(files.split(",", -1)).map(UUID::fromString).toList();
        }
    }

    record Totals(long messages, long files) {}

    void start(@Observes StartupEvent event) {
        loop = background.every(config.lookEvery(), "chat retention", this::look);
    }

    /** Waits for the batch under way; none begins before the caller's transaction, which it joins, is over. */
    Uni<Void> pause() {
        return Db.select(UUID.class, RetentionSql.PAUSE).replaceWithVoid();
    }

    private Uni<Void> look() {
        return Panache.withTransaction(this::next)
                .invoke(more -> {
                    if (more) {
                        vertx.setTimer(REST_MS, fired -> loop.wake());
                    }
                })
                .replaceWithVoid();
    }

    /** Does a batch unless the night's run is over or another node is at it; whether there is more to do. */
    private Uni<Boolean> next() {
        return Db.select(
                        UUID.class, RetentionSql.TAKE, zone.getId(), config.at().toString())
                .chain(place -> place.isEmpty() ? Uni.createFrom().item(false) : batch(place.get(0)));
    }

    private Uni<Boolean> batch(UUID place) {
        return Db.one(Batch.class, RetentionSql.DELETE, place, RetentionSql.CONVERSATIONS, RetentionSql.MESSAGES)
                .call(batch -> release(batch.fileIds()).chain(count -> moved(place, batch, count)))
                .call(batch -> batch.end() ? ended() : Uni.createFrom().voidItem())
                .invoke(batch -> deleted.increment(batch.messages()))
                .map(batch -> !batch.end());
    }

    /** A full batch may have left something of its page, so the next one looks at it again. */
    private static Uni<Integer> moved(UUID place, Batch batch, int files) {
        UUID next = batch.full() || batch.last() == null ? place : batch.last();
        return Db.execute(RetentionSql.MOVE, next, batch.messages(), files);
    }

    /** Files without a message left; what another message shows stays. */
    private Uni<Integer> release(List<UUID> shown) {
        return shown.isEmpty()
                ? Uni.createFrom().item(0)
                : Db.select(UUID.class, RetentionSql.UNSHOWN, (Object) shown.toArray(UUID[]::new))
                        .call(files::release)
                        .map(List::size);
    }

    private Uni<Void> ended() {
        return Db.one(Totals.class, RetentionSql.TOTALS)
                .invoke(totals -> {
                    if (totals.messages() > 0) {
                        LOG.infof("chat: %d messages and %d files kept no longer", totals.messages(), totals.files());
                    }
                })
                .chain(() -> Db.execute(RetentionSql.END, BEFORE_ALL, zone.getId()))
                .replaceWithVoid();
    }
}
