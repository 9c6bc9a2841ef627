package io.wealthcrm.upload;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/** Blocking work on the worker pool. */
final class Workers {
    private Workers() {}

    /** Runs the work and comes back on the caller's Vert.x context. */
    static <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            return Uni.createFrom()
                    .<T>emitter(emitter -> {
                        try {
                            emitter.complete(work.call());
                        } catch (Throwable failure) {
                            emitter.fail(failure);
                        }
                    })
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .emitOn(then -> context.runOnContext(ignored -> then.run()));
        });
    }
}
