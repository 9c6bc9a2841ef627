package io.wealthcrm.chat;

import io.wealthcrm.shared.cluster.Cluster;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who is online, told to those who share a direct or order conversation with the person; big groups would only drown in it.
 * Never stored, shed under load. {@link PresenceNews} brings in what other nodes tell.
 */
@ApplicationScoped
class Presence {
    private final Peers peers;
    private final Elsewhere elsewhere;
    private final Cluster cluster;

    Presence(Peers peers, Elsewhere elsewhere, Cluster cluster) {
        this.peers = peers;
        this.elsewhere = elsewhere;
        this.cluster = cluster;
    }

    /** A device was let in at another node, by the database's clock {@code at}. */
    record Arrived(UUID user, String device, Instant at, Set<UUID> conversations) {}

    /** A person's last socket of another node is closed. */
    record Departed(UUID user, Set<UUID> conversations) {}

    private record Key(UUID user) {}

    /** A socket was let in: others hear of it if it is the person's first, and it hears who else is there. */
    void came(Peer peer, boolean first) {
        Set<UUID> shown = shown(peer);
        if (first) {
            tell(shown, peer.userId(), true);
        }
        greet(peer, company(shown, peer.userId()));
        cluster.tell(new Arrived(peer.userId(), peer.device, peer.seatedAt, shown));
    }

    /** A socket is closed; others hear of it if it was the person's last. */
    void left(Peer peer) {
        Set<UUID> shown = peer.caller == null ? Set.of() : shown(peer);
        if (peers.gone(peer)) {
            cluster.tell(new Departed(peer.userId(), shown));
            offline(peer.userId(), shown);
        }
    }

    /** Shows that a person has left, unless a socket is open here or elsewhere. */
    void offline(UUID user, Set<UUID> conversations) {
        if (peers.of(user).isEmpty() && !elsewhere.has(user)) {
            tell(conversations, user, false);
        }
    }

    /** Shows a person's presence in these conversations. */
    void tell(Set<UUID> conversations, UUID user, boolean online) {
        String frame = ServerFrames.presence(user, online);
        for (Peer other : others(conversations, user)) {
            other.run(() -> other.out.sheddable(new Key(user), frame));
        }
    }

    /** Shows a socket who is there; on its event loop. */
    void greet(Peer peer, Collection<UUID> people) {
        for (UUID user : people) {
            peer.out.sheddable(new Key(user), ServerFrames.presence(user, true));
        }
    }

    /** The people with a socket here to whom the person's presence is shown, and theirs to the person. */
    Set<UUID> company(Set<UUID> conversations, UUID user) {
        return others(conversations, user).stream().map(Peer::userId).collect(Collectors.toSet());
    }

    /** Everybody connected here, with the conversations in which that is shown. */
    Map<UUID, Set<UUID>> everybody() {
        Map<UUID, Set<UUID>> people = new HashMap<>();
        for (UUID user : peers.people()) {
            Set<UUID> conversations = new HashSet<>();
            peers.of(user).forEach(peer -> conversations.addAll(shown(peer)));
            people.put(user, conversations);
        }
        return people;
    }

    private Set<Peer> others(Set<UUID> conversations, UUID user) {
        Set<Peer> company = new HashSet<>();
        conversations.forEach(conversation -> company.addAll(peers.in(conversation)));
        company.removeIf(other -> other.userId().equals(user));
        return company;
    }

    private static Set<UUID> shown(Peer peer) {
        return peer.seats.entrySet().stream()
                .filter(seat -> seat.getValue().kind == ConversationKind.DIRECT
                        || seat.getValue().kind == ConversationKind.ORDER)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
