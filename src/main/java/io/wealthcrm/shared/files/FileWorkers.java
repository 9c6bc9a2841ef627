package io.wealthcrm.shared.files;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.wealthcrm.shared.Problem;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The few threads that touch disks and decode images, and the bound on how many uploads may be under way. */
@ApplicationScoped
class FileWorkers {
    private final ExecutorService threads;
    private final Semaphore places;

    FileWorkers(FilesConfig config) {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(config.workers(), work -> {
            Thread thread = new Thread(work, "files-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        places = new Semaphore(config.workers() + config.queue());
    }

    /**
     * Runs a whole upload if there is room for one more, else fails with {@code FILE_STORE_BUSY}. The upload runs to its
     * end even when the caller loses interest, so that it cleans up after itself and its place stays taken until then.
     */
    <T> Uni<T> admit(Supplier<Uni<? extends T>> upload) {
        return Uni.createFrom().emitter(emitter -> {
            if (!places.tryAcquire()) {
                emitter.fail(Problem.of(FileProblem.FILE_STORE_BUSY));
                return;
            }
            Uni.createFrom()
                    .deferred(upload)
                    .onItemOrFailure()
                    .invoke((item, failure) -> places.release())
                    .subscribe()
                    .with(emitter::complete, emitter::fail);
        });
    }

    /** Runs blocking work on a worker and comes back on the caller's context. */
    <T> Uni<T> run(Callable<T> work) {
        return back(Uni.createFrom()
                .<T>emitter(emitter -> threads.execute(() -> {
                    try {
                        emitter.complete(work.call());
                    } catch (Throwable failure) {
                        emitter.fail(failure);
                    }
                })));
    }

    /** Brings a result back to the Vert.x context it was asked from, where the caller's database session lives. */
    static <T> Uni<T> back(Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            return context == null ? work : work.emitOn(then -> context.runOnContext(ignored -> then.run()));
        });
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
