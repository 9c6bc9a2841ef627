package io.wealthcrm.chat;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Edits (编辑) and recalls (撤回) of messages. Both are told by a new message that names the changed one, so that every device
 * learns of them in their place; what a message said before is kept where no route of the chat reads it.
 */
@ApplicationScoped
class MessageChanges {
    /** So that a history of edits stays short enough to be read at once. */
    static final int MAX_EDITS = 50;

    /** Changes and sends of one conversation stand one after the other; whoever is not in it locks nothing. */
    private static final String LOCK =
            """
            select c.last_seq from conversations c
             where c.id = ?1
               and exists (select from members m where m.conversation_id = c.id and m.user_id = ?2 and m.left_at is null)
               for update of c""";

    private static final String FIND =
            """
            select x.seq, x.sender_id, x.kind, x.recalled_at is not null as recalled, c.kind as conversation_kind,
                   c.closed_at is not null as closed, m.role,
                   coalesce(author.role, 'MEMBER') as authors_role, x.at + make_interval(secs => cast(?4 as float8)) as until,
                   clock_timestamp() > x.at + make_interval(secs => cast(?4 as float8)) as late,
                   (select count(*) from message_editions e
                     where e.conversation_id = x.conversation_id and e.seq = x.seq) as editions
              from members m join conversations c on c.id = m.conversation_id
              join messages x on x.conversation_id = m.conversation_id and x.seq > m.hidden_seq
              left join members author on author.conversation_id = x.conversation_id and author.user_id = x.sender_id
               and author.left_at is null
             where m.conversation_id = ?1 and m.user_id = ?2 and m.left_at is null and x.id = ?3""";

    /** Keeps the body, replaces it (by nothing, where the text ?4 is null) and says so under the next number. */
    private static final String CHANGE =
            """
            with taken as (
                update conversations set last_seq = last_seq + 1, last_at = clock_timestamp() where id = ?1 returning last_seq
            ), kept as (
                insert into message_editions (conversation_id, seq, edition, body, replaced_by, event_seq)
                select x.conversation_id, x.seq, cast(?3 as int), x.body, cast(?5 as uuid), taken.last_seq
                  from taken join messages x on x.conversation_id = ?1 and x.seq = ?2
            ), changed as (
                update messages x
                   set body = case when cast(?4 as text) is null then cast('{}' as jsonb)
                                   else x.body || jsonb_build_object('text', cast(?4 as text)) end,
                       edited_at = case when cast(?4 as text) is null then x.edited_at else clock_timestamp() end,
                       recalled_at = case when cast(?4 as text) is null then clock_timestamp() end
                 where x.conversation_id = ?1 and x.seq = ?2
                returning x.conversation_id, x.seq, x.id
            )
            insert into messages (conversation_id, seq, id, kind, about_seq, body)
            select changed.conversation_id, taken.last_seq, cast(?6 as uuid), 'system', changed.seq,
                   jsonb_build_object('event', cast(?7 as text), 'messageId', changed.id, 'seq', changed.seq,
                                      'by', cast(?5 as uuid))
              from taken, changed
            returning seq""";

    private final MessageQueries messages;
    private final ChatConfig config;
    private final Outbox outbox;

    MessageChanges(MessageQueries messages, ChatConfig config, Outbox outbox) {
        this.messages = messages;
        this.config = config;
        this.outbox = outbox;
    }

    record Found(
            long seq,
            UUID sender,
            String kind,
            boolean recalled,
            ConversationKind conversationKind,
            boolean closed,
            MemberRole role,
            MemberRole authorsRole,
            Instant until,
            boolean late,
            int editions) {

        /** Who leads a group or channel takes back anything there at any time, but for what somebody higher said. */
        boolean moderatedBy() {
            boolean moderated =
                    conversationKind == ConversationKind.GROUP || conversationKind == ConversationKind.CHANNEL;
            return moderated && role.leads() && role.compareTo(authorsRole) <= 0;
        }
    }

    /** Takes a message back; again is harmless. @throws Problem NOT_FOUND, FORBIDDEN, RECALL_TOO_LATE */
    @WithTransaction
    Uni<MessageView> recall(Caller caller, UUID conversation, UUID message) {
        return find(caller, conversation, message, config.recallWithin())
                .invoke(found -> requireRecallable(caller, found))
                .call(found -> found.recalled()
                        ? Uni.createFrom().voidItem()
                        : change(caller, conversation, found, null, "MESSAGE_RECALLED"))
                .chain(found -> messages.one(caller.userId(), conversation, found.seq()));
    }

    /**
     * Words a text anew; in a closed conversation nobody does, as nobody sends there.
     *
     * @throws Problem NOT_FOUND, FORBIDDEN, ONLY_TEXT_IS_EDITED, MESSAGE_RECALLED, EDIT_TOO_LATE, TOO_MANY_EDITS
     */
    @WithTransaction
    Uni<MessageView> edit(Caller caller, UUID conversation, UUID message, String text) {
        return find(caller, conversation, message, config.editWithin())
                .invoke(found -> requireEditable(caller, found))
                .call(found -> change(caller, conversation, found, text, "MESSAGE_EDITED"))
                .chain(found -> messages.one(caller.userId(), conversation, found.seq()));
    }

    private static Uni<Found> find(Caller caller, UUID conversation, UUID message, Duration window) {
        return Db.select(Long.class, LOCK, conversation, caller.userId())
                .chain(locked ->
                        Db.one(Found.class, FIND, conversation, caller.userId(), message, (double) window.toSeconds()));
    }

    private Uni<Void> change(Caller caller, UUID conversation, Found found, String text, String event) {
        return Db.select(
                        Long.class,
                        CHANGE,
                        conversation,
                        found.seq(),
                        found.editions() + 1,
                        text,
                        caller.userId(),
                        Ids.next(),
                        event)
                .chain(told -> outbox.publish(new MessageChanged(conversation, told.get(0))));
    }

    private static void requireRecallable(Caller caller, Found found) {
        boolean own = caller.userId().equals(found.sender());
        if (found.sender() == null || !own && !found.moderatedBy()) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
        if (!found.recalled() && found.late() && !found.moderatedBy()) {
            throw Problem.of(ChatProblem.RECALL_TOO_LATE, Map.of("until", found.until()));
        }
    }

    private static void requireEditable(Caller caller, Found found) {
        if (!caller.userId().equals(found.sender())
                || found.closed()
                || found.conversationKind() == ConversationKind.CHANNEL
                        && !found.role().leads()) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
        if (!found.kind().equals("text")) {
            throw Problem.of(ChatProblem.ONLY_TEXT_IS_EDITED);
        }
        if (found.recalled()) {
            throw Problem.of(ChatProblem.MESSAGE_RECALLED);
        }
        if (found.late()) {
            throw Problem.of(ChatProblem.EDIT_TOO_LATE, Map.of("until", found.until()));
        }
        if (found.editions() >= MAX_EDITS) {
            throw Problem.of(ChatProblem.TOO_MANY_EDITS);
        }
    }
}
