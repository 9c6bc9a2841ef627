package io.wealthcrm.chat;

import io.quarkus.runtime.StartupEvent;
import io.wealthcrm.shared.cluster.Cluster;
import io.wealthcrm.shared.cluster.NodeGone;
import io.wealthcrm.shared.cluster.NodeJoined;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Brings together who is connected to which node. Each tells of arrivals and departures; after a lost connection all tell
 * whom they have, so that what was missed is made up for.
 */
@ApplicationScoped
class PresenceNews {
    private static final int PEOPLE_PER_PIECE = 500;

    private final Cluster cluster;
    private final Presence presence;
    private final Elsewhere elsewhere;
    private final Peers peers;

    PresenceNews(Cluster cluster, Presence presence, Elsewhere elsewhere, Peers peers) {
        this.cluster = cluster;
        this.presence = presence;
        this.elsewhere = elsewhere;
        this.peers = peers;
    }

    /** The answer to an arrival: who is here to whom it is shown. */
    record Company(UUID user, Set<UUID> present) {}

    /** A piece of the list of everybody at a node, with the conversations in which that is shown. */
    record Everybody(boolean first, boolean last, Map<UUID, Set<UUID>> people) {}

    void start(@Observes StartupEvent event) {
        cluster.listen(Presence.Arrived.class, this::arrived);
        cluster.listen(Presence.Departed.class, this::departed);
        cluster.listen(Company.class, (node, company) -> peers.of(company.user())
                .forEach(peer -> peer.run(() -> presence.greet(peer, company.present()))));
        cluster.listen(Everybody.class, this::listed);
        cluster.listen(NodeJoined.class, (node, joined) -> tellEverybody());
        cluster.listen(NodeGone.class, (node, gone) -> elsewhere.forget(node).forEach(presence::offline));
    }

    private void arrived(String node, Presence.Arrived arrived) {
        elsewhere.came(node, arrived.user(), arrived.conversations());
        peers.replaced(arrived.user(), arrived.device(), arrived.at());
        presence.tell(arrived.conversations(), arrived.user(), true);
        Set<UUID> present = presence.company(arrived.conversations(), arrived.user());
        if (!present.isEmpty()) {
            cluster.tell(new Company(arrived.user(), present));
        }
    }

    private void departed(String node, Presence.Departed departed) {
        elsewhere.left(node, departed.user());
        presence.offline(departed.user(), departed.conversations());
    }

    private void listed(String node, Everybody piece) {
        piece.people().forEach((user, conversations) -> presence.tell(conversations, user, true));
        elsewhere.list(node, piece.first(), piece.last(), piece.people()).forEach(presence::offline);
    }

    private void tellEverybody() {
        Iterator<Map.Entry<UUID, Set<UUID>>> left =
                presence.everybody().entrySet().iterator();
        boolean first = true;
        do {
            Map<UUID, Set<UUID>> piece = new HashMap<>();
            while (left.hasNext() && piece.size() < PEOPLE_PER_PIECE) {
                Map.Entry<UUID, Set<UUID>> next = left.next();
                piece.put(next.getKey(), next.getValue());
            }
            cluster.tell(new Everybody(first, !left.hasNext(), piece));
            first = false;
        } while (left.hasNext());
    }
}
