package io.wealthcrm.chat;

import io.quarkus.runtime.StartupEvent;
import io.wealthcrm.shared.cluster.Cluster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/**
 * Tells sockets, here and on other nodes, that something is to be read; carries no content. What is lost between nodes the
 * poll of {@link ChatPoll} finds.
 */
@ApplicationScoped
class Wakes {
    private final Peers peers;
    private final Cluster cluster;
    private final SharedReads reads;
    private final Followers followers;

    Wakes(Peers peers, Cluster cluster, SharedReads reads, Followers followers) {
        this.peers = peers;
        this.followers = followers;
        this.cluster = cluster;
        this.reads = reads;
    }

    record Woken(UUID conversation, long seq) {}

    record Typed(UUID conversation, UUID user) {}

    void start(@Observes StartupEvent event) {
        cluster.listen(Woken.class, (node, woken) -> found(woken.conversation(), woken.seq()));
        cluster.listen(Typed.class, (node, typed) -> show(typed));
    }

    /** A conversation has gone on up to {@code seq} through this node. */
    void message(UUID conversation, long seq) {
        mark(conversation, seq);
        cluster.tell(new Woken(conversation, seq));
    }

    /**
     * A conversation has gone on up to {@code seq} through another node, and the others know or find it themselves. Where
     * several sockets follow it, one read serves them all.
     */
    void found(UUID conversation, long seq) {
        if (peers.in(conversation).size() > 1) {
            reads.upto(conversation, seq, read -> mark(conversation, read));
        } else {
            mark(conversation, seq);
        }
    }

    private void mark(UUID conversation, long seq) {
        for (Peer peer : peers.in(conversation)) {
            peer.mark(conversation, seq);
        }
        followers.told(conversation, seq);
    }

    /** Somebody connected to this node is typing. */
    void typing(UUID conversation, UUID user) {
        Typed typed = new Typed(conversation, user);
        show(typed);
        cluster.tell(typed);
    }

    private void show(Typed typed) {
        String frame = ServerFrames.typing(typed.conversation(), typed.user());
        for (Peer peer : peers.in(typed.conversation())) {
            if (!peer.userId().equals(typed.user())) {
                peer.run(() -> peer.out.sheddable(typed, frame));
            }
        }
    }
}
