package io.wealthcrm.chat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Brings messages to a socket: takes its dirty conversations and hands on what follows each position, in order, from
 * memory where all of it is there and from the database otherwise. At most one read per socket at a time, and none while
 * messages of the last one still wait to be written: a slow socket costs one batch.
 */
@ApplicationScoped
class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final int CONVERSATIONS = 50;
    private static final long RETRY_MS = 500;

    private final MessageStore store;
    private final RecentMessages recent;
    private final io.vertx.core.Vertx vertx;

    Delivery(MessageStore store, RecentMessages recent, io.vertx.core.Vertx vertx) {
        this.store = store;
        this.recent = recent;
        this.vertx = vertx;
    }

    /** On the socket's event loop. */
    void pump(Peer peer) {
        if (!peer.live || peer.reading || !peer.out.wantsMessages()) {
            return;
        }
        Map<UUID, Long> targets = peer.takeDirty(CONVERSATIONS);
        if (targets.isEmpty()) {
            sync(peer);
            return;
        }
        List<String> ready = new ArrayList<>();
        Map<UUID, Long> toRead = new HashMap<>();
        targets.forEach((conversation, target) -> {
            Peer.Seat seat = peer.seats.get(conversation);
            List<String> run = recent.between(conversation, seat.at, target);
            if (run == null) {
                toRead.put(conversation, seat.at);
            } else if (target > seat.at) {
                ready.addAll(run);
                reached(seat, target);
            }
        });
        if (!toRead.isEmpty()) {
            read(peer, targets, toRead);
        }
        if (!ready.isEmpty()) {
            peer.out.messages(ready);
        } else if (toRead.isEmpty()) {
            pump(peer);
        }
    }

    private void read(Peer peer, Map<UUID, Long> targets, Map<UUID, Long> after) {
        peer.reading = true;
        store.read(peer.userId(), after)
                .subscribe()
                .with(
                        found -> peer.run(() -> deliver(peer, targets, after, found)),
                        failure -> retry(peer, targets, after, failure));
    }

    private void deliver(Peer peer, Map<UUID, Long> targets, Map<UUID, Long> after, List<MessageStore.Stored> found) {
        peer.reading = false;
        List<String> frames = new ArrayList<>(found.size());
        Map<UUID, Integer> rows = new HashMap<>();
        for (MessageStore.Stored message : found) {
            Peer.Seat seat = peer.seats.get(message.conversation());
            rows.merge(message.conversation(), 1, Integer::sum);
            if (seat != null && message.seq() > seat.at) {
                frames.add(message.frame());
                seat.at = message.seq();
            }
        }
        boolean full = MessageStore.full(found);
        for (UUID conversation : after.keySet()) {
            settle(
                    peer,
                    conversation,
                    targets.get(conversation),
                    full || rows.getOrDefault(conversation, 0) == MessageStore.READ_ROWS);
        }
        if (frames.isEmpty()) {
            pump(peer);
        } else {
            peer.out.messages(frames);
        }
    }

    /** A conversation stays dirty while there may be more of it; one that gave all it has is at its target. */
    private static void settle(Peer peer, UUID conversation, long target, boolean more) {
        Peer.Seat seat = peer.seats.get(conversation);
        if (seat == null) {
            return;
        }
        if (more && seat.at < target) {
            peer.mark(conversation, target);
        } else {
            // What is hidden from the person is never delivered, and never looked for again.
            reached(seat, Math.max(seat.at, target));
        }
    }

    private static void reached(Peer.Seat seat, long position) {
        seat.at = position;
        if (position >= seat.replayTo) {
            seat.replayTo = 0;
        }
    }

    private void retry(Peer peer, Map<UUID, Long> targets, Map<UUID, Long> after, Throwable failure) {
        LOG.debugf("read failed, tried again soon: %s", failure.toString());
        long timer = vertx.setTimer(
                RETRY_MS,
                fired -> peer.run(() -> {
                    peer.reading = false;
                    after.keySet().forEach(conversation -> peer.mark(conversation, targets.get(conversation)));
                }));
        assert timer >= 0;
    }

    private static void sync(Peer peer) {
        if (!peer.synced && peer.seats.values().stream().allMatch(seat -> seat.replayTo == 0)) {
            peer.synced = true;
            peer.out.messages(List.of(ServerFrames.SYNCED));
        }
    }
}
