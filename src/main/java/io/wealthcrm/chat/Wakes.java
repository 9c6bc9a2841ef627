package io.wealthcrm.chat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Tells sockets that something is to be read; carries no content. On one node a call suffices; what is lost between nodes
 * the poll of {@link ChatWatch} finds.
 */
@ApplicationScoped
class Wakes {
    private final Peers peers;

    Wakes(Peers peers) {
        this.peers = peers;
    }

    /** A conversation has gone on up to {@code seq}. */
    void message(UUID conversation, long seq) {
        for (Peer peer : peers.in(conversation)) {
            peer.mark(conversation, seq);
        }
    }

    /** A frame that need not arrive, for everybody in a conversation but one person. */
    void sheddable(UUID conversation, UUID except, Object key, String frame) {
        for (Peer peer : peers.in(conversation)) {
            if (!peer.userId().equals(except)) {
                peer.run(() -> peer.out.sheddable(key, frame));
            }
        }
    }
}
