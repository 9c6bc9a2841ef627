package io.wealthcrm.chat;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.Background;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Finds what no wake-up told of: one statement over what was written since the last look. It looks back three seconds
 * further, for what was committed later than it was written; seeing something twice is harmless.
 */
@ApplicationScoped
class ChatPoll {
    private static final String LOOK =
            """
            select seen.at, found.* from (select clock_timestamp() - interval '3 seconds' as at) seen
              left join (
                select conversation_id, max(seq) as seq, cast(null as uuid) as user_id, true as inside
                  from messages where at > coalesce($1, clock_timestamp() - interval '3 seconds') group by conversation_id
                union all
                select conversation_id, 0, user_id, left_at is null
                  from members where changed_at > coalesce($1, clock_timestamp() - interval '3 seconds')
              ) found on true""";

    private final Pool pool;
    private final Peers peers;
    private final Wakes wakes;
    private final Seats seats;
    private final ChatConfig config;
    private final Background background;
    private volatile OffsetDateTime since;

    ChatPoll(Pool pool, Peers peers, Wakes wakes, Seats seats, ChatConfig config, Background background) {
        this.pool = pool;
        this.peers = peers;
        this.wakes = wakes;
        this.seats = seats;
        this.config = config;
        this.background = background;
    }

    void start(@Observes StartupEvent event) {
        background.every(config.poll(), "chat poll", this::look);
    }

    private Uni<Void> look() {
        return pool.preparedQuery(LOOK)
                .execute(Tuple.of(since))
                .invoke(this::found)
                .replaceWithVoid();
    }

    private void found(RowSet<Row> rows) {
        for (Row row : rows) {
            since = row.getOffsetDateTime("at");
            UUID conversation = row.getUUID("conversation_id");
            UUID user = row.getUUID("user_id");
            if (user != null) {
                moved(conversation, user, row.getBoolean("inside"));
            } else if (conversation != null) {
                wakes.found(conversation, row.getLong("seq"));
            }
        }
    }

    private void moved(UUID conversation, UUID user, boolean inside) {
        for (Peer peer : peers.of(user)) {
            if (peer.live && peer.seats.containsKey(conversation) != inside) {
                seats.refresh(peer);
            }
        }
    }
}
