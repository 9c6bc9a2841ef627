package io.wealthcrm.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.UUID;

/**
 * A message as a member sees it, as a row. What was recalled has an empty body in the table itself. What tells of an edit
 * carries no text in the table: it is told with the text as it now reads, to who sees the edited message; so neither a
 * recall nor a new member's line of sight has to look for copies.
 *
 * @param replyGone true where it answers a message that is kept no longer, else null
 */
record Shown(
        UUID conversationId,
        long seq,
        UUID id,
        UUID cid,
        UUID sender,
        String kind,
        String body,
        Instant at,
        Instant editedAt,
        Instant recalledAt,
        String file,
        Boolean replyGone) {

    /** The body as text, for a select with the message as {@code x} and the reader's membership as {@code m}. */
    static final String BODY =
            """
            cast(case when x.about_seq > m.hidden_seq and x.body ->> 'event' = 'MESSAGE_EDITED'
                      then x.body || coalesce((select jsonb_strip_nulls(jsonb_build_object('text', t.body -> 'text')) from messages t
                                                where t.conversation_id = x.conversation_id and t.seq = x.about_seq), '{}')
                      else x.body end as text) as body""";

    /** What an app shows of a file before it fetches it; {@code %s}: the file's id. */
    static final String FILE =
            """
            (select cast(jsonb_strip_nulls(jsonb_build_object(
                        'id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size, 'width', f.width, 'height', f.height,
                        'pages', f.pages,
                        'thumb', case when f.thumbnail is not null then '/api/v1/files/' || f.id || '?thumbnail=true' end)) as text)
               from files f where f.id = %s)""";

    /** Costs a look only where there is a reply. */
    private static final String REPLY_GONE =
            """
            case when jsonb_typeof(x.body -> 'replyTo') = 'number'
                 then (select true from messages_gone g where g.conversation_id = x.conversation_id
                          and g.upto_seq >= cast(x.body -> 'replyTo' as numeric)) end as reply_gone""";

    /** The columns of this record, under the same two names. */
    static final String COLUMNS =
            "x.conversation_id, x.seq, x.id, x.cid, x.sender_id, x.kind, %s, x.at, x.edited_at, x.recalled_at, %s as file, %s"
                    .formatted(BODY, FILE.formatted("case when x.recalled_at is null then x.file_id end"), REPLY_GONE);

    MessageView view(ObjectMapper json) {
        try {
            return new MessageView(
                    seq,
                    id,
                    cid,
                    sender,
                    kind,
                    json.readTree(body),
                    at,
                    editedAt,
                    recalledAt,
                    file == null ? null : json.readTree(file),
                    null,
                    replyGone);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
