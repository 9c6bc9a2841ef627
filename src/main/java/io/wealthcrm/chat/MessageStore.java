package io.wealthcrm.chat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes and reads messages, one statement and one round trip each, outside any session: this is the hot path. */
@ApplicationScoped
class MessageStore {
    /** Messages of one conversation in one read. */
    static final int READ_ROWS = 100;

    /** Characters of bodies in one read, but for the message that goes over. */
    private static final int READ_CHARS = 128 * 1024;

    private static final String UNIQUE_CID = "messages_once";

    /**
     * Membership, repeat, number and insert in one statement, which is its own transaction: a number is taken if and only
     * if its message is stored, so there are no holes. The conversation's row lock puts parallel sends in order. Since
     * there are no holes, a message can be answered if its number lies between what is hidden from the sender, or is kept no
     * longer, and the last.
     */
    private static final String SEND =
            """
            with me as materialized (
                select m.left_at is null as inside,
                       (c.kind <> 'CHANNEL' or m.role <> 'MEMBER') and c.closed_at is null as writes,
                       coalesce(cast($8 as int8) > m.hidden_seq and $8 <= c.last_seq
                                and not exists (select from messages_gone g where g.conversation_id = $1 and g.upto_seq >= $8), true)
                       and (not cast($10 as bool) or c.kind <> 'DIRECT' and m.role <> 'MEMBER')
                       and (cardinality(cast($9 as uuid[])) = 0 or cardinality($9) =
                            (select count(*) from members o
                              where o.conversation_id = $1 and o.user_id = any($9) and o.left_at is null)) as points
                  from members m join conversations c on c.id = m.conversation_id
                 where m.conversation_id = $1 and m.user_id = $2
            ), known as materialized (
                select x.id, x.seq, x.conversation_id = $1 and x.kind = $5
                       and coalesce(sent.body, x.body) = cast(cast($6 as text) as jsonb) as same
                  from messages x
                  left join message_editions sent on sent.conversation_id = x.conversation_id and sent.seq = x.seq
                   and sent.edition = 1
                 where x.sender_id = $2 and x.cid = $3
            ), file as materialized (
                select cast($7 as uuid) is null
                    or exists (select from files where id = $7 and uploaded_by = $2 and purpose = 'CHAT') as own
            ), taken as (
                update conversations set last_seq = last_seq + 1, last_at = clock_timestamp()
                 where id = $1 and exists (select from me where inside and writes and points)
                   and not exists (select from known) and (select own from file)
                returning last_seq
            ), stored as (
                insert into messages (conversation_id, seq, id, sender_id, cid, kind, body, file_id)
                select $1, last_seq, $4, $2, $3, $5, cast(cast($6 as text) as jsonb), $7 from taken
                returning id, seq, at, cast(body as text) as body
            )
            select s.id, s.seq, s.at, s.body, k.id as known_id, k.seq as known_seq, k.same, me.inside, me.writes, me.points, file.own,
                   %s as file
              from file left join stored s on true left join known k on true left join me on true"""
                    .formatted(Shown.FILE.formatted("$7"));

    /** What one socket has missed; the person's own membership decides what is seen, at the moment of reading. */
    private static final String READ =
            """
            select * from (
                select next.*, sum(length(next.body)) over (order by next.conversation_id, next.seq) - length(next.body) as before
                  from unnest(cast($2 as uuid[]), cast($3 as int8[])) as want (conv, after)
                  join members m on m.conversation_id = want.conv and m.user_id = $1 and m.left_at is null
                 cross join lateral (
                       select %s from messages x
                        where x.conversation_id = want.conv and x.seq > greatest(want.after, m.hidden_seq)
                        order by x.seq limit $4) next
            ) found where before < $5 order by conversation_id, seq"""
                    .formatted(Shown.COLUMNS);

    /**
     * A run of messages as every member sees them. What tells of an edit is left out: it reads differently for who does not
     * see the edited message.
     */
    private static final String RUN =
            """
            select %s from messages x cross join (select cast(0 as int8) as hidden_seq) m
             where x.conversation_id = $1 and x.seq > $2 and x.seq <= $3 and x.about_seq is null order by x.seq"""
                    .formatted(Shown.COLUMNS);

    private final Pool pool;
    private final Counter reads;

    MessageStore(Pool pool, MeterRegistry metrics) {
        this.pool = pool;
        this.reads = metrics.counter("wealth.chat.reads");
    }

    /**
     * What became of a send: stored now ({@code frame} set), stored before ({@code dup}), or refused ({@code error}).
     */
    record Sent(UUID id, long seq, boolean dup, String frame, ErrorCode error) {
        static Sent refused(ErrorCode error) {
            return new Sent(null, 0, false, null, error);
        }
    }

    /** A stored message ready for the wire. */
    record Stored(UUID conversation, long seq, String frame, int chars) {}

    /** Completes after the commit; fails only when the database cannot be reached. */
    Uni<Sent> send(UUID sender, ClientFrame.Send message) {
        References to = message.references();
        Tuple values = Tuple.tuple(Arrays.asList(
                message.conv(),
                sender,
                message.cid(),
                Ids.next(),
                message.kind(),
                message.body(),
                message.fileId(),
                to.replyTo(),
                to.mentions().toArray(UUID[]::new),
                to.everybody()));
        // A repeat in parallel meets the unique key; by then the first one is committed, and the second look finds it.
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(SEND).execute(values))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, UNIQUE_CID))
                .retry()
                .atMost(2)
                .map(rows -> outcome(sender, message, rows.iterator().next()));
    }

    private static Sent outcome(UUID sender, ClientFrame.Send message, Row row) {
        if (row.getUUID("known_id") != null) {
            return row.getBoolean("same")
                    ? new Sent(row.getUUID("known_id"), row.getLong("known_seq"), true, null, null)
                    : Sent.refused(ErrorCode.CID_REUSED);
        }
        if (row.getUUID("id") != null) {
            Shown stored = new Shown(
                    message.conv(),
                    row.getLong("seq"),
                    row.getUUID("id"),
                    message.cid(),
                    sender,
                    message.kind(),
                    row.getString("body"),
                    instant(row, "at"),
                    null,
                    null,
                    row.getString("file"),
                    null);
            return new Sent(stored.id(), stored.seq(), false, ServerFrames.message(stored), null);
        }
        if (row.getBoolean("inside") == null) {
            return Sent.refused(ErrorCode.NOT_FOUND);
        }
        if (!row.getBoolean("inside") || !row.getBoolean("writes")) {
            return Sent.refused(ErrorCode.FORBIDDEN);
        }
        if (!row.getBoolean("points")) {
            return Sent.refused(ErrorCode.BAD);
        }
        return Sent.refused(row.getBoolean("own") ? ErrorCode.UNAVAILABLE : ErrorCode.NOT_FOUND);
    }

    /** What follows after the given positions, in order within each conversation; bounded in rows and characters. */
    Uni<List<Stored>> read(UUID user, Map<UUID, Long> after) {
        UUID[] conversations = after.keySet().toArray(UUID[]::new);
        Long[] positions = new Long[conversations.length];
        for (int i = 0; i < conversations.length; i++) {
            positions[i] = after.get(conversations[i]);
        }
        return read(READ, Tuple.of(user, conversations, positions, READ_ROWS, READ_CHARS));
    }

    /** The messages after one up to another, but for what tells of edits and recalls. */
    Uni<List<Stored>> run(UUID conversation, long after, long upto) {
        return read(RUN, Tuple.of(conversation, after, upto));
    }

    private Uni<List<Stored>> read(String sql, Tuple values) {
        reads.increment();
        return pool.preparedQuery(sql).execute(values).map(rows -> {
            List<Stored> found = new ArrayList<>(rows.size());
            rows.forEach(row -> found.add(stored(row)));
            return found;
        });
    }

    /** Whether a read stopped because it was full rather than because there was no more. */
    static boolean full(List<Stored> read) {
        return read.stream().mapToInt(Stored::chars).sum() >= READ_CHARS;
    }

    private static Stored stored(Row row) {
        Shown message = new Shown(
                row.getUUID("conversation_id"),
                row.getLong("seq"),
                row.getUUID("id"),
                row.getUUID("cid"),
                row.getUUID("sender_id"),
                row.getString("kind"),
                row.getString("body"),
                instant(row, "at"),
                instant(row, "edited_at"),
                instant(row, "recalled_at"),
                row.getString("file"),
                row.getBoolean("reply_gone"));
        return new Stored(
                message.conversationId(),
                message.seq(),
                ServerFrames.message(message),
                message.body().length());
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
