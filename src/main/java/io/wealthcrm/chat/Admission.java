package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Lets sockets in by their ticket, and keeps them in by a new one. */
@ApplicationScoped
class Admission {
    private final Tickets tickets;
    private final Seats seats;
    private final Peers peers;
    private final Presence presence;
    private final ChatConfig config;

    Admission(Tickets tickets, Seats seats, Peers peers, Presence presence, ChatConfig config) {
        this.tickets = tickets;
        this.seats = seats;
        this.peers = peers;
        this.presence = presence;
        this.config = config;
    }

    /** Answers with welcome, what is missed, and lets live messages follow. */
    Uni<Void> hello(Peer peer, ClientFrame.Hello hello) {
        return tickets.redeem(hello.ticket()).chain(admitted -> {
            if (admitted == null) {
                return refuse(peer, CloseCode.SIGN_IN_AGAIN);
            }
            return admitted.caller().mayBeOn(hello.device())
                    ? welcome(peer, hello, admitted)
                    : refuse(peer, CloseCode.DENIED);
        });
    }

    private Uni<Void> welcome(Peer peer, ClientFrame.Hello hello, Tickets.Admitted admitted) {
        return seats.of(admitted.caller().userId(), hello.device())
                .invoke(mine -> peer.run(() -> seat(peer, hello, admitted, mine)))
                .replaceWithVoid();
    }

    private void seat(Peer peer, ClientFrame.Hello hello, Tickets.Admitted admitted, Seats.Places mine) {
        peer.caller = admitted.caller();
        peer.device = hello.device();
        peer.authUntil = admitted.until();
        peer.seatedAt = mine.at();
        boolean first = peers.signedIn(peer);
        peer.answer(ServerFrames.welcome(peer.id(), mine.epoch(), admitted.until(), config));
        List<String> missed = seats.greet(peer, mine, hello);
        peer.out.messages(missed);
        presence.came(peer, first);
        if (!peer.open()) {
            // Closed while it was being seated: the close has looked for it already.
            presence.left(peer);
        }
    }

    /** Prolongs the sign-in; a ticket of another person or device is no ticket for this socket. */
    Uni<Void> prolong(Peer peer, String ticket) {
        return tickets.redeem(ticket)
                .invoke(admitted -> {
                    if (admitted == null) {
                        peer.close(CloseCode.SIGN_IN_AGAIN);
                    } else if (!admitted.caller().userId().equals(peer.userId())
                            || !admitted.caller().mayBeOn(peer.device)) {
                        peer.close(CloseCode.DENIED);
                    } else {
                        peer.run(() -> prolonged(peer, admitted));
                    }
                })
                .replaceWithVoid();
    }

    private static void prolonged(Peer peer, Tickets.Admitted admitted) {
        peer.caller = admitted.caller();
        peer.authUntil = admitted.until();
        peer.authDue = false;
        peer.answer(ServerFrames.AUTH_OK);
    }

    private static Uni<Void> refuse(Peer peer, CloseCode code) {
        peer.close(code);
        return Uni.createFrom().voidItem();
    }
}
