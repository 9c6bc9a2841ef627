package io.wealthcrm.shared;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.wealthcrm.shared.wall.Wall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Work outside any request, on an event loop with a database context of its own; a failure is logged, never thrown. */
@ApplicationScoped
public class Background {
    private static final Logger LOG = Logger.getLogger(Background.class);
    private static final long LAST_RUN_SECONDS = 10;

    private final Vertx vertx;
    private final List<Loop> loops = new CopyOnWriteArrayList<>();

    Background(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Before the service stops, for its database pool is the first to close. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        loops.forEach(Loop::end);
        loops.forEach(Loop::stop);
    }

    /** Starts the work now and returns at once. */
    public void run(String name, Supplier<Uni<Void>> work) {
        run(work, () -> {}, () -> {}, failure -> LOG.warnf("%s failed: %s", name, failure));
    }

    /** A task repeated for as long as the service runs: at most one run at a time, {@link Loop#wake()} starts one early. */
    @CanIgnoreReturnValue
    public Loop every(Duration pause, String name, Supplier<Uni<Void>> work) {
        Loop loop = new Loop(name, work);
        loops.add(loop);
        loop.timer = vertx.setPeriodic(pause.toMillis(), id -> loop.wake());
        return loop;
    }

    private void run(Supplier<Uni<Void>> work, Runnable done, Runnable well, Consumer<Throwable> failed) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> Uni.createFrom()
                .deferred(() -> {
                    Wall.leave();
                    return work.get();
                })
                .onTermination()
                .invoke(done)
                .subscribe()
                .with(nothing -> well.run(), failed));
    }

    /** A repeated task. */
    public final class Loop {
        private final String name;
        private final Supplier<Uni<Void>> work;
        private final Semaphore idle = new Semaphore(1);
        private final AtomicBoolean again = new AtomicBoolean();
        private long timer;
        private volatile boolean stopped;
        private volatile boolean failing;

        private Loop(String name, Supplier<Uni<Void>> work) {
            this.name = name;
            this.work = work;
        }

        /** Runs the task soon: now, or right after the run under way. */
        public void wake() {
            if (stopped) {
                return;
            }
            again.set(true);
            start();
        }

        /** No further run begins, and the one under way may finish. Never called on an event loop. */
        public void stop() {
            end();
            try {
                if (idle.tryAcquire(LAST_RUN_SECONDS, TimeUnit.SECONDS)) {
                    idle.release();
                } else {
                    LOG.warnf("%s was still running when the service stopped", name);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void end() {
            stopped = true;
            vertx.cancelTimer(timer);
        }

        private void start() {
            if (!stopped && idle.tryAcquire()) {
                again.set(false);
                run(work, this::finished, this::well, this::failed);
            }
        }

        private void well() {
            if (failing) {
                failing = false;
                LOG.infof("%s works again", name);
            }
        }

        /** One line, however long the database is away. */
        private void failed(Throwable failure) {
            if (failing) {
                LOG.debugf("%s failed again: %s", name, failure);
            } else {
                failing = true;
                LOG.warnf("%s fails: %s", name, failure);
            }
        }

        private void finished() {
            idle.release();
            if (again.get() && !stopped) {
                start();
            }
        }
    }
}
