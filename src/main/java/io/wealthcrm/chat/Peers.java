package io.wealthcrm.chat;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The sockets open on this node, found by person, conversation and device. Safe for concurrent use. */
@ApplicationScoped
class Peers {
    private final Map<String, Peer> all = new ConcurrentHashMap<>();
    private final Map<UUID, Set<Peer>> byUser = new ConcurrentHashMap<>();
    private final Map<UUID, Set<Peer>> byConversation = new ConcurrentHashMap<>();
    private final Map<Device, Peer> byDevice = new ConcurrentHashMap<>();

    private volatile boolean draining;

    private record Device(UUID user, String installation) {}

    Peers(MeterRegistry metrics) {
        metrics.gauge("wealth.chat.sockets", all, Map::size);
    }

    /** From now on no socket is let in. */
    void drain() {
        draining = true;
    }

    boolean draining() {
        return draining;
    }

    void opened(Peer peer) {
        all.put(peer.id(), peer);
    }

    Peer get(String connection) {
        return all.get(connection);
    }

    /** Counts a socket as its person's; another one of the same device is closed. True when it is the person's first. */
    boolean signedIn(Peer peer) {
        Peer before = byDevice.put(new Device(peer.userId(), peer.device), peer);
        if (before != null && before != peer) {
            before.close(CloseCode.CONNECTED_ELSEWHERE);
        }
        Set<Peer> own = byUser.compute(peer.userId(), (user, set) -> with(set, peer));
        return own.size() == 1;
    }

    /** The same device was let in at another node at that time; the socket here is closed unless it is the newer one. */
    void replaced(UUID user, String installation, Instant at) {
        Peer here = byDevice.get(new Device(user, installation));
        if (here != null && here.seatedAt.isBefore(at)) {
            here.close(CloseCode.CONNECTED_ELSEWHERE);
        }
    }

    void seated(Peer peer, Collection<UUID> conversations) {
        for (UUID conversation : conversations) {
            byConversation.compute(conversation, (id, set) -> with(set, peer));
        }
    }

    void unseated(Peer peer, Collection<UUID> conversations) {
        for (UUID conversation : conversations) {
            byConversation.computeIfPresent(conversation, (id, set) -> without(set, peer));
        }
    }

    /** Forgets a closed socket. True when it was its person's last. */
    boolean gone(Peer peer) {
        all.remove(peer.id());
        if (peer.caller == null) {
            return false;
        }
        byDevice.remove(new Device(peer.userId(), peer.device), peer);
        unseated(peer, peer.seats.keySet());
        return byUser.computeIfPresent(peer.userId(), (user, set) -> without(set, peer)) == null;
    }

    Collection<Peer> all() {
        return all.values();
    }

    /** Everybody with a socket here. */
    Set<UUID> people() {
        return Set.copyOf(byUser.keySet());
    }

    Set<Peer> of(UUID user) {
        return byUser.getOrDefault(user, Set.of());
    }

    Set<Peer> in(UUID conversation) {
        return byConversation.getOrDefault(conversation, Set.of());
    }

    private static Set<Peer> with(Set<Peer> set, Peer peer) {
        Set<Peer> grown = set == null ? ConcurrentHashMap.newKeySet(4) : set;
        boolean added = grown.add(peer);
        assert added || grown.contains(peer);
        return grown;
    }

    private static Set<Peer> without(Set<Peer> set, Peer peer) {
        boolean removed = set.remove(peer);
        assert removed || !set.contains(peer);
        return set.isEmpty() ? null : set;
    }
}
