package io.wealthcrm.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads messages for one of the conversation's members, never what is hidden from the person. */
@ApplicationScoped
class MessageQueries {
    private static final String MESSAGES =
            """
            select * from (
                select %s from members m join messages x on x.conversation_id = m.conversation_id and x.seq > m.hidden_seq
                 where m.conversation_id = ?1 and m.user_id = ?2 and m.left_at is null and x.seq > ?3 and x.seq < ?4
                 order by x.seq %s limit ?5) page order by seq""";

    /** How it read before each change, then how it reads now; of a recalled one nothing. */
    private static final String EDITIONS =
            """
            with x as (
                select x.* from members m join messages x on x.conversation_id = m.conversation_id and x.seq > m.hidden_seq
                 where m.conversation_id = ?1 and m.user_id = ?2 and m.left_at is null and x.id = ?3)
            select all_of_them.edition, all_of_them.text,
                   coalesce(lag(all_of_them.until) over (order by all_of_them.edition), x.at) as at
              from x left join lateral (
                   select e.edition, e.body ->> 'text' as text, e.replaced_at as until
                     from message_editions e where e.conversation_id = x.conversation_id and e.seq = x.seq
                   union all
                   select 1 + (select count(*) from message_editions e
                                where e.conversation_id = x.conversation_id and e.seq = x.seq), x.body ->> 'text', null
                   ) all_of_them on x.kind = 'text' and x.recalled_at is null
             order by all_of_them.edition""";

    private final ConversationQueries conversations;
    private final ObjectMapper json;

    MessageQueries(ConversationQueries conversations, ObjectMapper json) {
        this.conversations = conversations;
        this.json = json;
    }

    /**
     * Messages in order: those right after {@code after}, or those right before {@code before}, or the newest.
     *
     * @param after null when not asked for
     * @param before null when not asked for
     */
    @WithSession
    Uni<Page<MessageView>> page(UUID user, UUID conversation, Long after, Long before, int limit) {
        boolean forward = after != null;
        long from = forward ? after : -1;
        long to = before == null ? Long.MAX_VALUE : before;
        return conversations
                .head(user, conversation)
                .chain(head -> select(user, conversation, from, to, forward, limit + 1))
                .map(rows -> page(rows, forward, limit));
    }

    /** One message of a conversation the person is in. Joins the caller's session. */
    Uni<MessageView> one(UUID user, UUID conversation, long seq) {
        return select(user, conversation, seq - 1, seq + 1, true, 1)
                .map(rows -> rows.get(0).view(json));
    }

    private static Uni<List<Shown>> select(
            UUID user, UUID conversation, long from, long to, boolean forward, int rows) {
        String sql = MESSAGES.formatted(Shown.COLUMNS, forward ? "asc" : "desc");
        return Db.select(Shown.class, sql, conversation, user, from, to, rows);
    }

    private Page<MessageView> page(List<Shown> rows, boolean forward, int limit) {
        if (rows.size() <= limit) {
            return new Page<>(rows.stream().map(row -> row.view(json)).toList(), null);
        }
        // The extra row only says that there is more, on the side that is looked at.
        List<MessageView> items = (forward ? rows.subList(0, limit) : rows.subList(1, rows.size()))
                .stream().map(row -> row.view(json)).toList();
        long next = forward ? items.get(limit - 1).seq() : items.get(0).seq();
        return new Page<>(items, Long.toString(next));
    }

    /** How a text was worded, the first wording first and that of now last. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<EditionView>> editions(UUID user, UUID conversation, UUID message) {
        return Db.select(EditionView.class, EDITIONS, conversation, user, message)
                .map(rows -> {
                    if (rows.isEmpty()) {
                        throw Problem.of(CommonProblem.NOT_FOUND);
                    }
                    return new Page<>(
                            rows.stream().filter(row -> row.edition() != null).toList(), null);
                });
    }
}
