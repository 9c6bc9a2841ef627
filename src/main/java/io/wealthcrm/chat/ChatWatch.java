package io.wealthcrm.chat;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Background;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks after open sockets: heartbeats, sign-ins about to end, sessions that have ended, peers that are slow or silent. */
@ApplicationScoped
class ChatWatch {
    private static final Duration TICK = Duration.ofMillis(500);

    private final Peers peers;
    private final Callers callers;
    private final ChatConfig config;
    private final Background background;

    ChatWatch(Peers peers, Callers callers, ChatConfig config, Background background) {
        this.peers = peers;
        this.callers = callers;
        this.config = config;
        this.background = background;
    }

    void start(@Observes StartupEvent event) {
        background.every(TICK, "chat watch", this::look);
    }

    private Uni<Void> look() {
        long now = System.nanoTime();
        Instant time = Instant.now();
        for (Peer peer : peers.all()) {
            check(peer, now, time);
        }
        Map<UUID, Set<Peer>> bySession = peers.all().stream()
                .filter(peer -> peer.caller != null)
                .collect(Collectors.groupingBy(peer -> peer.caller.sessionId(), Collectors.toSet()));
        if (bySession.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return callers.ended(bySession.keySet())
                .invoke(ended -> ended.forEach(
                        session -> bySession.get(session).forEach(peer -> peer.close(CloseCode.SIGN_IN_AGAIN))))
                .replaceWithVoid();
    }

    private void check(Peer peer, long now, Instant time) {
        if (!peer.live) {
            if (now - peer.openedAt > config.helloWithin().toNanos()) {
                peer.close(CloseCode.SIGN_IN_AGAIN, "no hello");
            }
            return;
        }
        long stalled = peer.out.stalledSince();
        long pinged = peer.pingedAt;
        if (stalled != 0 && now - stalled > config.slowAfter().toNanos()
                || pinged != 0 && now - pinged > config.pongWithin().toNanos()) {
            peer.close(CloseCode.TOO_SLOW);
        } else if (!time.isBefore(peer.authUntil)) {
            peer.close(CloseCode.SIGN_IN_AGAIN);
        } else {
            remind(peer, now, time);
        }
    }

    private void remind(Peer peer, long now, Instant time) {
        long left = Duration.between(time, peer.authUntil).toMillis();
        if (!peer.authDue && left <= config.authDueBefore().toMillis()) {
            peer.authDue = true;
            peer.run(() -> peer.answer(ServerFrames.authDue(left)));
        }
        if (peer.pingedAt == 0 && now - peer.lastPing > config.heartbeat().toNanos()) {
            peer.lastPing = now;
            peer.pingedAt = now;
            peer.run(() -> peer.answer(ServerFrames.PING));
        }
    }
}
