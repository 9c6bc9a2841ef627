package io.wealthcrm.chat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who is online, told to those who share a direct or order conversation with the person; big groups would only drown in it.
 * Never stored, shed under load.
 */
@ApplicationScoped
class Presence {
    private final Peers peers;

    Presence(Peers peers) {
        this.peers = peers;
    }

    private record Key(UUID user) {}

    /** A socket was let in: others hear of it if it is the person's first, and it hears who else is there. */
    void came(Peer peer, boolean first) {
        Set<Peer> company = company(peer);
        if (first) {
            tell(company, peer.userId(), true);
        }
        for (UUID user : company.stream().map(Peer::userId).collect(Collectors.toSet())) {
            peer.out.sheddable(new Key(user), ServerFrames.presence(user, true));
        }
    }

    /** A socket is closed; others hear of it if it was the person's last. */
    void left(Peer peer) {
        Set<Peer> company = peer.caller == null ? Set.of() : company(peer);
        if (peers.gone(peer)) {
            tell(company, peer.userId(), false);
        }
    }

    private static void tell(Set<Peer> company, UUID user, boolean online) {
        String frame = ServerFrames.presence(user, online);
        for (Peer other : company) {
            other.run(() -> other.out.sheddable(new Key(user), frame));
        }
    }

    private Set<Peer> company(Peer peer) {
        Set<Peer> company = new HashSet<>();
        for (Map.Entry<UUID, Peer.Seat> seat : peer.seats.entrySet()) {
            ConversationKind kind = seat.getValue().kind;
            if (kind == ConversationKind.DIRECT || kind == ConversationKind.ORDER) {
                company.addAll(peers.in(seat.getKey()));
            }
        }
        company.removeIf(other -> other.userId().equals(peer.userId()));
        return company;
    }
}
