package io.wealthcrm.chat;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.OutboxHandler;
import io.wealthcrm.shared.cluster.Cluster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Right after the commit: seats who came in, cuts the sight of who left, and tells the others. */
@ApplicationScoped
class MemberNews implements OutboxHandler<MembersChanged> {
    /** When more come or go at once, apps reload the members instead of hearing of each. */
    private static final int TOLD = 50;

    private final Peers peers;
    private final Seats seats;
    private final Cluster cluster;

    MemberNews(Peers peers, Seats seats, Cluster cluster) {
        this.peers = peers;
        this.cluster = cluster;
        this.seats = seats;
    }

    @Override
    public Class<MembersChanged> event() {
        return MembersChanged.class;
    }

    void start(@Observes StartupEvent event) {
        cluster.listen(MembersChanged.class, (node, changed) -> tell(changed));
    }

    @Override
    public Uni<Void> handle(MembersChanged changed) {
        tell(changed);
        cluster.tell(changed);
        return Uni.createFrom().voidItem();
    }

    private void tell(MembersChanged changed) {
        UUID conversation = changed.conversationId();
        List<String> frames = changed.userIds().stream()
                .limit(TOLD)
                .map(user -> ServerFrames.member(conversation, user, changed.inside()))
                .toList();
        // The poll may have unseated who left before this event came up: they are told all the same.
        Set<Peer> told = new LinkedHashSet<>(peers.in(conversation));
        changed.userIds().forEach(user -> told.addAll(peers.of(user)));
        for (Peer peer : told) {
            frames.forEach(frame -> peer.run(() -> peer.answer(frame)));
        }
        for (UUID user : changed.userIds()) {
            peers.of(user).forEach(peer -> move(peer, conversation, changed.inside()));
        }
    }

    private void move(Peer peer, UUID conversation, boolean inside) {
        if (inside) {
            seats.refresh(peer);
        } else {
            peers.unseated(peer, List.of(conversation));
            peer.run(() -> peer.forget(List.of(conversation)));
        }
    }
}
