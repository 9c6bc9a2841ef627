package io.wealthcrm.chat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who follows conversations on this node without a socket, told by {@link Wakes} as sockets are. Safe for concurrent use. */
@ApplicationScoped
class Followers {
    private final Map<UUID, Set<Follower>> all = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** The node is about to stop: nobody waits any more. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        all.values().forEach(set -> set.forEach(Follower::release));
    }

    Follower follow(UUID conversation) {
        Follower follower = new Follower();
        all.compute(conversation, (id, set) -> {
            Set<Follower> grown = set == null ? ConcurrentHashMap.newKeySet(2) : set;
            boolean added = grown.add(follower);
            assert added;
            return grown;
        });
        if (stopping) {
            follower.release();
        }
        return follower;
    }

    void leave(UUID conversation, Follower follower) {
        all.computeIfPresent(conversation, (id, set) -> set.remove(follower) && set.isEmpty() ? null : set);
    }

    void told(UUID conversation, long seq) {
        all.getOrDefault(conversation, Set.of()).forEach(follower -> follower.told(seq));
    }
}
