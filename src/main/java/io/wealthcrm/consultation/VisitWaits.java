package io.wealthcrm.consultation;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.wealthcrm.chat.Follower;
import io.wealthcrm.chat.MessageView;
import io.wealthcrm.chat.Rooms;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests of visitors that wait for something to be said: woken as the sockets of the chat are, by this node, another one or the
 * poll. A wait holds a request and no database connection; of one address only so many wait on a node.
 */
@ApplicationScoped
class VisitWaits {
    private static final long COME_AGAIN_SECONDS = 5;

    private final Rooms rooms;
    private final ConsultationConfig config;
    private final Vertx vertx;
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    VisitWaits(Rooms rooms, ConsultationConfig config, Vertx vertx, MeterRegistry metrics) {
        this.rooms = rooms;
        this.config = config;
        this.vertx = vertx;
        metrics.gauge("wealth.consultation.waits", byAddress, VisitWaits::count);
    }

    /** What is said after a seq, as soon as there is something, or nothing after {@code wait}. @throws Problem TOO_MANY_REQUESTS */
    Uni<Page<MessageView>> next(UUID room, long after, int limit, Duration wait, String address) {
        if (byAddress.merge(address, 1, Integer::sum) > config.visitWaits()) {
            release(address);
            throw Problem.of(CommonProblem.TOO_MANY_REQUESTS, Map.of("retryAfterSeconds", COME_AGAIN_SECONDS));
        }
        // Before the first look, so that nothing falls between that and the wait.
        Follower follower = rooms.follow(room);
        return rooms.transcript(room, after, limit)
                .call(page -> page.items().isEmpty()
                        ? told(follower, after, wait)
                        : Uni.createFrom().voidItem())
                .chain(page -> page.items().isEmpty()
                        ? rooms.transcript(room, after, limit)
                        : Uni.createFrom().item(page))
                .onTermination()
                .invoke(() -> {
                    rooms.leave(room, follower);
                    release(address);
                });
    }

    /** Back on the request's own context, where its database session belongs. */
    private Uni<Void> told(Follower follower, long after, Duration wait) {
        Context request = vertx.getOrCreateContext();
        return follower.beyond(after)
                .ifNoItem()
                .after(wait)
                .recoverWithUni(Uni.createFrom().voidItem())
                .emitOn(work -> request.runOnContext(ignored -> work.run()));
    }

    private void release(String address) {
        byAddress.computeIfPresent(address, (key, waiting) -> waiting == 1 ? null : waiting - 1);
    }

    private static double count(Map<String, Integer> waits) {
        return waits.values().stream().mapToInt(Integer::intValue).sum();
    }
}
