package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which conversations a socket follows, and from where. */
@ApplicationScoped
class Seats {
    private static final String MINE =
            """
            select e.epoch, clock_timestamp() as now, mine.* from chat_epoch e
              left join (select c.id, c.kind, c.last_seq, m.hidden_seq, coalesce(g.upto_seq, 0) as gone_seq,
                                coalesce(d.received_seq, 0) as received_seq
                           from members m join conversations c on c.id = m.conversation_id
                           left join device_cursors d on d.conversation_id = m.conversation_id and d.user_id = m.user_id
                            and d.installation_id = $2
                           left join messages_gone g on g.conversation_id = m.conversation_id
                          where m.user_id = $1 and m.left_at is null) mine on true""";

    private final Pool pool;
    private final Peers peers;
    private final ChatConfig config;

    Seats(Pool pool, Peers peers, ChatConfig config) {
        this.pool = pool;
        this.peers = peers;
        this.config = config;
    }

    record Place(
            UUID conversation, ConversationKind kind, long lastSeq, long hiddenSeq, long goneSeq, long receivedSeq) {
        /** What comes next is after this one, for a device that has so much. */
        long after(long has) {
            return Math.max(has, Math.max(hiddenSeq, goneSeq));
        }

        /** Whether messages that the person could see went before the device had them. */
        boolean missed(long has) {
            return Math.max(has, hiddenSeq) < goneSeq;
        }
    }

    /** Everything a person is in, how far the device has received it, the epoch of the store and its time: one round trip. */
    record Places(String epoch, Instant at, List<Place> places) {}

    Uni<Places> of(UUID user, String device) {
        return pool.preparedQuery(MINE).execute(Tuple.of(user, device)).map(Seats::places);
    }

    /**
     * Seats a greeted socket. What it has is believed unless the store is another one than it knew; of what it does not
     * name it has what it once said to have received. Of what is kept no longer it is told that it has gone. Beyond the replay
     * limit it gets a gap. On the socket's event loop.
     *
     * @return frames to be written after the welcome
     */
    List<String> greet(Peer peer, Places mine, ClientFrame.Hello hello) {
        boolean restored = hello.epoch() != null && !hello.epoch().equals(mine.epoch())
                || mine.places().stream()
                        .anyMatch(place -> hello.have().getOrDefault(place.conversation(), 0L) > place.lastSeq());
        List<String> frames = new ArrayList<>();
        Map<UUID, Long> behind = new HashMap<>();
        if (restored) {
            frames.add(ServerFrames.reset(mine.epoch()));
        }
        for (Place place : mine.places()) {
            long has = restored ? 0 : hello.have().getOrDefault(place.conversation(), place.receivedSeq());
            Peer.Seat seat = new Peer.Seat(place.kind(), place.after(has));
            if (place.missed(has)) {
                frames.add(ServerFrames.gone(place.conversation(), place.goneSeq()));
            }
            if (place.lastSeq() - seat.at > config.replayLimit()) {
                frames.add(ServerFrames.gap(place.conversation(), seat.at + 1, place.lastSeq()));
                seat.at = place.lastSeq();
            } else if (place.lastSeq() > seat.at) {
                seat.replayTo = place.lastSeq();
                behind.put(place.conversation(), place.lastSeq());
            }
            peer.seats.put(place.conversation(), seat);
        }
        peers.seated(peer, peer.seats.keySet());
        peer.live = true;
        peer.markAll(behind);
        return frames;
    }

    /** Takes and gives up seats as the person's memberships now say. */
    void refresh(Peer peer) {
        of(peer.userId(), peer.device).subscribe().with(mine -> peer.run(() -> reseat(peer, mine)), failure -> {
            // The poll sees the change again.
        });
    }

    private void reseat(Peer peer, Places mine) {
        Map<UUID, Long> behind = new HashMap<>();
        Set<UUID> lost = new HashSet<>(peer.seats.keySet());
        Set<UUID> added = new HashSet<>();
        for (Place place : mine.places()) {
            if (!lost.remove(place.conversation())) {
                // Who comes back has what was received before.
                Peer.Seat seat = new Peer.Seat(place.kind(), place.after(place.receivedSeq()));
                peer.seats.put(place.conversation(), seat);
                added.add(place.conversation());
                seat.at = tooFar(peer, place, seat.at);
                behind.put(place.conversation(), place.lastSeq());
            }
        }
        peers.unseated(peer, lost);
        peer.forget(lost);
        peers.seated(peer, added);
        peer.markAll(behind);
    }

    private long tooFar(Peer peer, Place place, long at) {
        if (place.lastSeq() - at <= config.replayLimit()) {
            return at;
        }
        peer.answer(ServerFrames.gap(place.conversation(), at + 1, place.lastSeq()));
        return place.lastSeq();
    }

    private static Places places(RowSet<Row> rows) {
        List<Place> places = new ArrayList<>();
        String epoch = null;
        Instant at = null;
        for (Row row : rows) {
            epoch = row.getString("epoch");
            at = row.getOffsetDateTime("now").toInstant();
            if (row.getUUID("id") != null) {
                places.add(new Place(
                        row.getUUID("id"),
                        ConversationKind.valueOf(row.getString("kind")),
                        row.getLong("last_seq"),
                        row.getLong("hidden_seq"),
                        row.getLong("gone_seq"),
                        row.getLong("received_seq")));
            }
        }
        return new Places(epoch, at, places);
    }
}
