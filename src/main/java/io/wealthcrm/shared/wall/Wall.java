package io.wealthcrm.shared.wall;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What the current request, frame or background run is shown by PostgreSQL. It is kept with the Vert.x context, as Hibernate
 * keeps its session, and every connection is told when it is taken from the pool ({@link WalledPool}). Nothing is shown to
 * whom nobody has {@linkplain #face placed}: a way into the service that forgets to do so finds no records.
 */
public final class Wall {
    private static final Logger LOG = Logger.getLogger(Wall.class);
    private static final String KEY = Wall.class.getName();

    private Wall() {}

    /** From now on, what the current request takes from the pool shows this. Only on a context of its own. */
    public static void face(Sight sight) {
        own().putLocal(KEY, sight);
    }

    /** From now on the current run acts as the service itself: loops, jobs, handlers of the outbox. */
    public static void leave() {
        face(Sight.SYSTEM);
    }

    /** Does work that no request has come with, such as a socket's, on a context of its own that shows this. */
    public static <T> Uni<T> apart(Sight sight, Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> VertxContext.createNewDuplicatedContext(Vertx.currentContext())
                .runOnContext(ignored -> {
                    face(sight);
                    Uni.createFrom().deferred(work::get).subscribe().with(emitter::complete, emitter::fail);
                }));
    }

    /**
     * Does the work as the service itself, for what a caller may cause but not see. The work must take its own connection, since
     * one already taken goes on showing what it did: never within a session or transaction.
     *
     * @param why is among the few reasons there are
     */
    public static <T> Uni<T> lifted(Beyond why, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            LOG.debugf("beyond the caller's sight: %s", why);
            Context context = own();
            Sight before = current();
            context.putLocal(KEY, Sight.SYSTEM);
            return work.get().onTermination().invoke(() -> context.putLocal(KEY, before));
        });
    }

    static Sight current() {
        Context context = Vertx.currentContext();
        Sight sight = context == null || !VertxContext.isDuplicatedContext(context) ? null : context.getLocal(KEY);
        return sight == null ? Sight.NOTHING : sight;
    }

    private static Context own() {
        Context context = Vertx.currentContext();
        if (context == null || !VertxContext.isDuplicatedContext(context)) {
            throw new IllegalStateException("only a request, a frame or a background run is shown anything");
        }
        return context;
    }
}
