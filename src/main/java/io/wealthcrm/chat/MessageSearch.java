package io.wealthcrm.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Finds messages by what they say, in the conversations the caller is in and as far back as the caller sees. */
@ApplicationScoped
class MessageSearch {
    /** One round trip. The pairs of characters find candidates by index, the text itself decides. */
    private static final String SEARCH =
            """
            select hit.* from members m cross join lateral (
                select %s from messages x
                 where x.conversation_id = m.conversation_id and x.kind <> 'system' and x.recalled_at is null
                   and message_bigrams(x.conversation_id, x.body ->> 'text') @> message_bigrams(m.conversation_id, cast(?2 as text))
                   and position(lower(cast(?2 as text)) in lower(x.body ->> 'text')) > 0
                   and x.seq > m.hidden_seq
                   and (cast(?3 as timestamptz) is null or (x.at, x.id) < (cast(?3 as timestamptz), cast(?4 as uuid)))
                 order by x.at desc, x.id desc limit ?6) hit
             where m.user_id = ?1 and m.left_at is null and (cast(?5 as uuid) is null or m.conversation_id = cast(?5 as uuid))
             order by hit.at desc, hit.id desc limit ?6"""
                    .formatted(Shown.COLUMNS);

    private final ObjectMapper json;

    MessageSearch(ObjectMapper json) {
        this.json = json;
    }

    /** The newest first. @param conversation null for all of them */
    @WithSession
    Uni<Page<FoundMessage>> find(UUID user, String words, UUID conversation, PageRequest page) {
        Cursor cursor = page.cursor(2);
        Instant before = cursor == null ? null : cursor.instant(0);
        UUID beforeId = cursor == null ? null : cursor.uuid(1);
        return Db.select(Shown.class, SEARCH, user, words, before, beforeId, conversation, page.rows())
                .map(rows -> Page.of(rows, page.limit(), hit -> Cursor.of(hit.at(), hit.id()))
                        .map(hit -> new FoundMessage(hit.conversationId(), hit.view(json))));
    }
}
