package io.wealthcrm.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Conversations of the kind CONSULTATION, for the feature that says who is in them. */
@ApplicationScoped
public class Rooms {
    private static final String OPEN =
            """
            with opened as (
                insert into conversations (id, kind, title, created_by, last_seq, new_members_see_history)
                values (cast(?1 as uuid), 'CONSULTATION', ?2, cast(?3 as uuid), 1, true)
            ), seated as (
                insert into members (conversation_id, user_id, role, received_seq, read_seq)
                select cast(?1 as uuid), person, case when person = cast(?3 as uuid) then 'MEMBER' else 'OWNER' end, seen, seen
                  from (values (cast(?3 as uuid), 1), (cast(?4 as uuid), 0)) as people (person, seen) where person is not null)
            insert into messages (conversation_id, seq, id, sender_id, cid, kind, body)
            values (cast(?1 as uuid), 1, ?5, cast(?3 as uuid), ?6, 'text', jsonb_build_object('text', cast(?7 as text)))""";

    private static final String SAY =
            """
            with taken as (
                update conversations
                   set last_seq = last_seq + 1, last_at = clock_timestamp(),
                       closed_at = case when ?2 then clock_timestamp() else closed_at end
                 where id = ?1 returning last_seq)
            insert into messages (conversation_id, seq, id, kind, body)
            select cast(?1 as uuid), last_seq, cast(?3 as uuid), 'system',
                   jsonb_build_object('event', cast(?4 as text)) || cast(cast(?5 as text) as jsonb)
              from taken""";

    private static final String TRANSCRIPT =
            """
            select %s from messages x cross join (values (0)) as m (hidden_seq)
             where x.conversation_id = ?1 and x.seq > ?2 order by x.seq limit ?3"""
                    .formatted(Shown.COLUMNS);

    private static final String INSIDE =
            "select exists (select from members where conversation_id = ?1 and user_id = ?2 and left_at is null)";

    private final Members members;
    private final Succession succession;
    private final Cards cards;
    private final MessageStore store;
    private final RecentMessages recent;
    private final Wakes wakes;
    private final AbsentScan absent;
    private final Followers followers;
    private final Outbox outbox;
    private final Audit audit;
    private final ObjectMapper json;

    Rooms(
            Members members,
            Succession succession,
            Cards cards,
            MessageStore store,
            RecentMessages recent,
            Wakes wakes,
            AbsentScan absent,
            Followers followers,
            Outbox outbox,
            Audit audit,
            ObjectMapper json) {
        this.members = members;
        this.succession = succession;
        this.cards = cards;
        this.store = store;
        this.recent = recent;
        this.wakes = wakes;
        this.absent = absent;
        this.followers = followers;
        this.outbox = outbox;
        this.audit = audit;
        this.json = json;
    }

    /**
     * Opens a room with the question as its first message. Joins the transaction.
     *
     * @param answerer who is in it with the asker, or null for nobody yet
     */
    public Uni<UUID> open(UUID asker, UUID answerer, String title, String question) {
        UUID room = Ids.next();
        List<UUID> people = new ArrayList<>(List.of(asker));
        if (answerer != null) {
            people.add(answerer);
        }
        return Db.execute(OPEN, room, title, asker, answerer, Ids.next(), Ids.next(), question)
                .chain(() -> outbox.publish(new MembersChanged(room, people, true)))
                .replaceWith(room);
    }

    /** Brings somebody in to answer, who sees everything. Joins the transaction. */
    public Uni<Void> enter(UUID room, UUID answerer) {
        return members.join(room, answerer, List.of(), MemberRole.OWNER);
    }

    /** {@code from} leaves, and {@code to}, unless null, comes in and sees everything. Joins the transaction. */
    public Uni<Void> handOver(UUID room, UUID from, UUID to) {
        return members.handOver(room, from, to);
    }

    /** All of a customer's rooms: everybody but the asker and {@code to} leaves; {@code to}, unless null, comes in. Joins the transaction. */
    public Uni<Void> follow(Collection<UUID> rooms, UUID asker, UUID to) {
        return to == null
                ? succession.keepOnly(rooms, List.of(asker))
                : succession.keepOnly(rooms, List.of(asker, to)).chain(() -> succession.seat(rooms, to));
    }

    /** Says that something has happened, as a {@code system} message. Joins the transaction. @param to whom it concerns, or null */
    public Uni<Void> say(UUID room, String event, UUID to) {
        return say(room, event, to == null ? Map.of() : Map.of("to", to.toString()));
    }

    /** As before. @param facts what else is to be known of it */
    public Uni<Void> say(UUID room, String event, Map<String, String> facts) {
        return system(room, event, facts, false);
    }

    /** Says so and lets nobody write any more. Joins the transaction. */
    public Uni<Void> close(UUID room, String event) {
        return system(room, event, Map.of(), true);
    }

    private Uni<Void> system(UUID room, String event, Map<String, String> facts, boolean closes) {
        String body = json.valueToTree(facts).toString();
        return Db.execute(SAY, room, closes, Ids.next(), event, body).replaceWithVoid();
    }

    /**
     * Stores a member's text like a {@code send} on the socket, in a transaction of its own.
     *
     * @param cid the app's name for the message: repeating it is harmless
     * @throws Problem NOT_FOUND, FORBIDDEN when the room is closed, CONFLICT for a {@code cid} used otherwise
     */
    public Uni<Said> post(UUID room, UUID sender, UUID cid, String text) {
        String body = json.createObjectNode().put("text", text).toString();
        References nothing = new References(null, List.of(), false);
        return store.send(sender, new ClientFrame.Send("rest", cid, room, "text", body, null, null, nothing))
                .map(sent -> said(room, sent));
    }

    private Said said(UUID room, MessageStore.Sent sent) {
        if (sent.error() != null) {
            throw Problem.of(
                    switch (sent.error()) {
                        case CID_REUSED -> CommonProblem.CONFLICT;
                        case FORBIDDEN -> CommonProblem.FORBIDDEN;
                        case NOT_FOUND -> CommonProblem.NOT_FOUND;
                        default -> CommonProblem.UNAVAILABLE;
                    });
        }
        if (!sent.dup()) {
            recent.add(room, sent.seq(), sent.frame());
            wakes.message(room, sent.seq());
            absent.expect();
        }
        return new Said(sent.id(), sent.seq(), sent.dup());
    }

    /** What was said after a seq, in order, for a reader who need not be in: the caller has decided that. */
    @WithSession
    public Uni<Page<MessageView>> transcript(UUID room, long after, int limit) {
        return Db.select(Shown.class, TRANSCRIPT, room, after, limit + 1).map(rows -> {
            List<MessageView> items =
                    rows.stream().limit(limit).map(row -> row.view(json)).toList();
            return new Page<>(
                    items,
                    rows.size() <= limit
                            ? null
                            : Long.toString(items.get(limit - 1).seq()));
        });
    }

    /** As {@link #transcript}; who reads it without being in the room is written down, before anything is answered. */
    @WithTransaction
    public Uni<Page<MessageView>> read(Caller reader, UUID room, long after, int limit) {
        return Db.select(Boolean.class, INSIDE, room, reader.userId())
                .chain(inside -> inside.get(0)
                        ? Uni.createFrom().voidItem()
                        : audit.record(reader.userId(), "TRANSCRIPT_READ", "CONVERSATION", room))
                .chain(() -> transcript(room, after, limit));
    }

    /** Tells of what is said in the room from now on, through whichever node, until {@link #leave}. */
    public Follower follow(UUID room) {
        return followers.follow(room);
    }

    public void leave(UUID room, Follower follower) {
        followers.leave(room, follower);
    }

    /** The page with its cards drawn within the reader's sight. */
    public Uni<Page<MessageView>> drawn(Caller reader, Page<MessageView> page) {
        return cards.drawn(reader, page);
    }
}
