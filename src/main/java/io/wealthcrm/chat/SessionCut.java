package io.wealthcrm.chat;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.SessionEnded;
import io.wealthcrm.shared.OutboxHandler;
import io.wealthcrm.shared.cluster.Cluster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Closes the sockets of a session as soon as it has ended; {@link ChatWatch} finds those of nodes that did not hear. */
@ApplicationScoped
class SessionCut implements OutboxHandler<SessionEnded> {
    private final Peers peers;
    private final Cluster cluster;

    SessionCut(Peers peers, Cluster cluster) {
        this.peers = peers;
        this.cluster = cluster;
    }

    void start(@Observes StartupEvent event) {
        cluster.listen(SessionEnded.class, (node, ended) -> cut(ended));
    }

    @Override
    public Class<SessionEnded> event() {
        return SessionEnded.class;
    }

    @Override
    public Uni<Void> handle(SessionEnded ended) {
        cut(ended);
        cluster.tell(ended);
        return Uni.createFrom().voidItem();
    }

    private void cut(SessionEnded ended) {
        for (Peer peer : peers.all()) {
            if (peer.caller != null && peer.caller.sessionId().equals(ended.sessionId())) {
                peer.close(CloseCode.SIGN_IN_AGAIN);
            }
        }
    }
}
