package io.wealthcrm.chat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The node is about to stop: no more sockets are let in, what they have sent is stored and answered, and then they are sent
 * away to come back spread over time, to another node if there is one. The stop waits for it, since the database pool
 * closes next.
 */
@ApplicationScoped
class Drain {
    private static final long LOOK_MS = 20;
    private static final long PATIENCE_SECONDS = 5;

    private final Peers peers;
    private final ChatConfig config;
    private final Vertx vertx;

    Drain(Peers peers, ChatConfig config, Vertx vertx) {
        this.peers = peers;
        this.config = config;
        this.vertx = vertx;
    }

    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        peers.drain();
        CountDownLatch empty = new CountDownLatch(1);
        long timer = vertx.setPeriodic(LOOK_MS, tick -> look(empty));
        try {
            boolean done = empty.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assert done || !peers.all().isEmpty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            vertx.cancelTimer(timer);
            peers.all().forEach(this::sendAway);
        }
    }

    private void look(CountDownLatch empty) {
        if (peers.all().isEmpty()) {
            empty.countDown();
        }
        for (Peer peer : peers.all()) {
            peer.leaving = true;
            peer.run(() -> {
                if (peer.idle()) {
                    sendAway(peer);
                }
            });
        }
    }

    private void sendAway(Peer peer) {
        long retry = ThreadLocalRandom.current()
                .nextLong(Math.max(1, config.drainSpread().toMillis()));
        peer.close(CloseCode.DRAINING, "{\"retryMs\":" + retry + "}");
    }
}
