package io.wealthcrm.chat;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.cluster.Cluster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What devices say they have received and people have read. Gathered for a moment and written together, one statement for
 * all sockets of the node; cumulative and never back, so that the order of writes does not matter.
 */
@ApplicationScoped
class Receipts {
    private static final Duration PAUSE = Duration.ofMillis(150);

    private static final String WRITE =
            """
            with said as (
                select s.conv, s.usr, s.device, least(s.received, c.last_seq) as received, least(s.read, c.last_seq) as read
                  from unnest(cast($1 as uuid[]), cast($2 as uuid[]), cast($3 as text[]), cast($4 as int8[]), cast($5 as int8[]))
                       as s (conv, usr, device, received, read)
                  join conversations c on c.id = s.conv
                  join members m on m.conversation_id = s.conv and m.user_id = s.usr and m.left_at is null
            ), devices as (
                insert into device_cursors as d (conversation_id, user_id, installation_id, received_seq)
                select conv, usr, device, received from said order by conv, usr, device
                on conflict (conversation_id, user_id, installation_id) do update
                   set received_seq = excluded.received_seq, at = now() where d.received_seq < excluded.received_seq
            ), people as (
                select conv, usr, max(received) as received, max(read) as read from said group by conv, usr
            ), moved as (
                update members m
                   set received_seq = greatest(m.received_seq, p.received), read_seq = greatest(m.read_seq, p.read)
                  from people p join members old on old.conversation_id = p.conv and old.user_id = p.usr
                 where m.conversation_id = p.conv and m.user_id = p.usr
                   and (m.received_seq < p.received or m.read_seq < p.read)
                returning m.conversation_id, m.user_id, m.received_seq, m.read_seq,
                          least(old.received_seq, old.read_seq) as since
            )
            select moved.conversation_id, moved.user_id, moved.received_seq, moved.read_seq,
                   array(select distinct x.sender_id from messages x
                          where x.conversation_id = moved.conversation_id and x.sender_id is not null
                            and x.seq > greatest(moved.since, moved.received_seq - 200) and x.seq <= moved.received_seq) as senders,
                   exists (select 1 from notifications n
                            where n.person_id = moved.user_id and n.read_at is null and n.kind in ('CHAT_MESSAGE', 'CHAT_MENTION')
                              and n.entity_id = moved.conversation_id) as told
              from moved""";

    private final Pool pool;
    private final Peers peers;
    private final Cluster cluster;
    private final AbsentScan absent;
    private final Background background;
    private final Map<Device, Seen> waiting = new ConcurrentHashMap<>();

    private record Device(UUID conversation, UUID user, String installation) {}

    private record Seen(long received, long read) {
        Seen and(Seen other) {
            return new Seen(Math.max(received, other.received), Math.max(read, other.read));
        }
    }

    private record Key(UUID conversation, UUID user) {}

    /** How far a person has received and read a conversation, and who is to see it. */
    record Told(UUID conversation, UUID user, long received, long read, List<UUID> listeners) {}

    Receipts(Pool pool, Peers peers, Cluster cluster, AbsentScan absent, Background background) {
        this.pool = pool;
        this.peers = peers;
        this.cluster = cluster;
        this.absent = absent;
        this.background = background;
    }

    void start(@Observes StartupEvent event) {
        cluster.listen(Told.class, (node, told) -> show(told));
        background.every(PAUSE, "chat receipts", this::write);
    }

    /** A device has received up to {@code received} and its person read up to {@code read}, 0 for nothing new. */
    void note(Peer peer, UUID conversation, long received, long read) {
        Seen seen = waiting.merge(
                new Device(conversation, peer.userId(), peer.device), new Seen(received, read), Seen::and);
        assert seen != null;
    }

    private Uni<Void> write() {
        if (waiting.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<Device, Seen> batch = new java.util.HashMap<>();
        for (Device device : waiting.keySet()) {
            batch.put(device, waiting.remove(device));
        }
        return pool.preparedQuery(WRITE)
                .execute(columns(batch))
                .onFailure()
                .invoke(() -> batch.forEach((device, seen) -> waiting.merge(device, seen, Seen::and)))
                .invoke(rows -> rows.forEach(this::tell))
                .chain(this::withdraw);
    }

    /** Takes back the notices of those who had been told; few, since most are there and were not. */
    private Uni<Void> withdraw(RowSet<Row> rows) {
        return Multi.createFrom()
                .iterable(rows)
                .filter(row -> row.getBoolean("told"))
                .onItem()
                .transformToUniAndConcatenate(row -> absent.withdraw(
                        row.getUUID("conversation_id"), row.getUUID("user_id"), row.getLong("received_seq")))
                .onItem()
                .ignoreAsUni();
    }

    private static Tuple columns(Map<Device, Seen> batch) {
        List<Map.Entry<Device, Seen>> rows = new ArrayList<>(batch.entrySet());
        return Tuple.of(
                rows.stream().map(row -> row.getKey().conversation()).toArray(UUID[]::new),
                rows.stream().map(row -> row.getKey().user()).toArray(UUID[]::new),
                rows.stream().map(row -> row.getKey().installation()).toArray(String[]::new),
                rows.stream().map(row -> row.getValue().received()).toArray(Long[]::new),
                rows.stream().map(row -> row.getValue().read()).toArray(Long[]::new));
    }

    /** The senders hear of it, and the person's other devices, which clear their badges. */
    private void tell(Row row) {
        UUID user = row.getUUID("user_id");
        List<UUID> listeners = new ArrayList<>(List.of(row.getArrayOfUUIDs("senders")));
        if (!listeners.contains(user)) {
            listeners.add(user);
        }
        Told told = new Told(
                row.getUUID("conversation_id"), user, row.getLong("received_seq"), row.getLong("read_seq"), listeners);
        show(told);
        cluster.tell(told);
    }

    private void show(Told told) {
        String frame = ServerFrames.receipt(told.conversation(), told.user(), told.received(), told.read());
        Key key = new Key(told.conversation(), told.user());
        for (UUID listener : told.listeners()) {
            for (Peer peer : peers.of(listener)) {
                peer.run(() -> tellSeated(peer, told.conversation(), key, frame));
            }
        }
    }

    private static void tellSeated(Peer peer, UUID conversation, Key key, String frame) {
        if (peer.seats.containsKey(conversation)) {
            peer.out.sheddable(key, frame);
        }
    }
}
