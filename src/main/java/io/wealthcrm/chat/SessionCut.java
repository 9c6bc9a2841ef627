package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.SessionEnded;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** Closes the sockets of a session as soon as it has ended; {@link ChatWatch} finds those of other nodes. */
@ApplicationScoped
class SessionCut implements OutboxHandler<SessionEnded> {
    private final Peers peers;

    SessionCut(Peers peers) {
        this.peers = peers;
    }

    @Override
    public Class<SessionEnded> event() {
        return SessionEnded.class;
    }

    @Override
    public Uni<Void> handle(SessionEnded ended) {
        for (Peer peer : peers.all()) {
            if (peer.caller != null && peer.caller.sessionId().equals(ended.sessionId())) {
                peer.close(CloseCode.SIGN_IN_AGAIN);
            }
        }
        return Uni.createFrom().voidItem();
    }
}
