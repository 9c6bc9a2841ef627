package io.wealthcrm.upload;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.wealthcrm.shared.Problem;
import java.nio.ByteBuffer;

/**
 * Writes one request's body behind an upload's bytes, in constant memory: while a batch is being written the sender is held
 * back. Lives on the request's event loop; only the writing itself is a worker's. A body that breaks off is kept as far as
 * it came, unless it came with a checksum, which nobody can check any more.
 */
final class Receiver {
    private static final int BATCH = 256 * 1024;
    private static final long SOON_MILLIS = 20;

    private final Vertx vertx = Vertx.currentContext().owner();
    private final HttpServerRequest request;
    private final PartialFile file;
    private final Checksum checksum;
    private final Progress progress;
    private final Limits limits;

    private UniEmitter<? super Long> result;
    private Buffer batch = Buffer.buffer();
    private long position;
    private long unsynced;
    private long heardAt = System.nanoTime();
    private long watch;
    private boolean writing;
    private boolean over;
    private boolean cut;

    /** @param end where the upload ends @param checkpoint bytes between two syncs @param silenceNanos before a cut */
    record Limits(long start, long end, long checkpoint, long silenceNanos) {}

    /** Writes an offset down whose bytes are on disk. */
    interface Progress {
        Uni<?> reached(long offset);
    }

    Receiver(HttpServerRequest request, PartialFile file, Checksum checksum, Limits limits, Progress progress) {
        this.request = request;
        this.file = file;
        this.checksum = checksum;
        this.limits = limits;
        this.progress = progress;
        this.position = limits.start();
    }

    /**
     * Completes with the offset that is now safe on disk and written down.
     *
     * @throws Problem UPLOAD_TOO_LARGE when the body goes beyond the upload's length, UPLOAD_CHECKSUM_MISMATCH; either
     *     leaves the upload where the last checkpoint stood
     */
    Uni<Long> receive() {
        return Workers.run(() -> {
                    file.seek(limits.start());
                    return null;
                })
                .chain(() -> Uni.createFrom().<Long>emitter(this::listen));
    }

    private void listen(UniEmitter<? super Long> emitter) {
        result = emitter;
        if (request.isEnded()) {
            finish(false);
            return;
        }
        request.handler(this::take).endHandler(ended -> finish(false)).exceptionHandler(lost -> finish(true));
        watch = vertx.setPeriodic(1000, id -> watch());
        request.resume();
        if (request.response().closed()) {
            // The line was cut before anybody listened: what has come by then is delivered first.
            vertx.setTimer(SOON_MILLIS, id -> finish(true));
        }
    }

    private void take(Buffer piece) {
        heardAt = System.nanoTime();
        batch.appendBuffer(piece);
        if (batch.length() >= BATCH && !writing) {
            write();
        }
    }

    /** A sender who says nothing, though not held back, is taken for lost. */
    private void watch() {
        if (!writing && System.nanoTime() - heardAt > limits.silenceNanos()) {
            request.connection().close();
            finish(true);
        }
    }

    private void finish(boolean lost) {
        if (!over) {
            over = true;
            cut = lost;
            vertx.cancelTimer(watch);
            if (!writing) {
                write();
            }
        }
    }

    private void write() {
        writing = true;
        request.pause();
        Buffer full = batch;
        batch = Buffer.buffer();
        boolean last = over;
        Workers.run(() -> append(full, last))
                .chain(synced ->
                        synced ? progress.reached(position) : Uni.createFrom().nullItem())
                .subscribe()
                .with(done -> written(last), this::fail);
    }

    private boolean append(Buffer full, boolean last) throws Exception {
        if (position + full.length() > limits.end()) {
            throw Problem.of(UploadProblem.UPLOAD_TOO_LARGE);
        }
        ByteBuffer bytes = full.getByteBuf().nioBuffer();
        if (checksum != null) {
            checksum.add(bytes);
        }
        file.write(bytes);
        position += full.length();
        unsynced += full.length();
        if (checksum != null && last && (cut || !checksum.holds())) {
            throw Problem.of(UploadProblem.UPLOAD_CHECKSUM_MISMATCH);
        }
        boolean due = last || checksum == null && unsynced >= limits.checkpoint();
        if (due && unsynced > 0) {
            file.sync();
            unsynced = 0;
            return true;
        }
        return false;
    }

    private void written(boolean last) {
        writing = false;
        heardAt = System.nanoTime();
        if (last) {
            result.complete(position);
        } else if (over) {
            write();
        } else {
            request.resume();
        }
    }

    private void fail(Throwable failure) {
        over = true;
        vertx.cancelTimer(watch);
        request.handler(null).endHandler(null);
        result.fail(failure);
    }
}
