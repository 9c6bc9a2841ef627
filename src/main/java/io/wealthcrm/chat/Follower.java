package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Waits for a conversation to go on, for a reader without a socket. It remembers how far that has gone, so nothing is missed
 * between two waits. One waits at a time; the wait ends on whatever thread told.
 */
public final class Follower {
    private final AtomicLong reached = new AtomicLong();
    private volatile Wait waiting = new Wait(Long.MAX_VALUE, null);

    private record Wait(long seq, UniEmitter<? super Void> emitter) {}

    Follower() {}

    /** Ends when the conversation has gone on beyond this seq: at once if it has already, or the node is about to stop. */
    public Uni<Void> beyond(long seq) {
        return Uni.createFrom().emitter(emitter -> {
            Wait wait = new Wait(seq, emitter);
            waiting = wait;
            end(wait);
        });
    }

    void told(long seq) {
        long unused = reached.accumulateAndGet(seq, Math::max);
        end(waiting);
    }

    /** Ends this wait and all later ones. */
    void release() {
        told(Long.MAX_VALUE);
    }

    /** Ending twice is harmless. */
    private void end(Wait wait) {
        if (reached.get() > wait.seq()) {
            wait.emitter().complete(null);
        }
    }
}
