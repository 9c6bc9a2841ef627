package io.wealthcrm.chat;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.files.StoredFile;
import io.wealthcrm.shared.files.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What was said, for compliance: one conversation, or all that a person could see, with every wording of what was edited or
 * recalled. One JSON object a line, read in pieces as they are sent.
 */
@ApplicationScoped
class ChatExport {
    private static final int PIECE = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Which numbers a person could see, from one coming to the next leaving: each once, also where two memberships share some. */
    private static final String SEEN =
            """
            select conversation_id, unnest(range_agg(int8range(hidden_seq, left_seq, '(]'))) as seqs
              from (select conversation_id, hidden_seq, left_seq from members where user_id = cast(?2 as uuid)
                    union all
                    select conversation_id, hidden_seq, left_seq from member_spans where user_id = cast(?2 as uuid)) memberships
             group by conversation_id""";

    /** Goes on after a message; by each room's own index, whether it is one room or a person's. */
    private static final String PIECES =
            """
            select room.id, x.seq, cast(jsonb_strip_nulls(jsonb_build_object(
                       'conversationId', room.id, 'conversationKind', room.kind, 'seq', x.seq, 'id', x.id, 'kind', x.kind,
                       'from', x.sender_id, 'fromName', u.display_name, 'at', x.at, 'editedAt', x.edited_at,
                       'recalledAt', x.recalled_at, 'fileId', x.file_id, 'fileSha256', f.sha256, 'editions', was.editions))
                       || jsonb_build_object('body', x.body) as text) as line
              from (select c.id, c.kind, seen.seqs from (%s) seen join conversations c on c.id = seen.conversation_id
                    union all
                    select c.id, c.kind, int8range(1, null) from conversations c where c.id = cast(?1 as uuid)) room
             cross join lateral (
                   select * from messages y
                    where y.conversation_id = room.id and y.seq >= lower(room.seqs) and y.seq < coalesce(upper(room.seqs), 9223372036854775807)
                      and y.seq > case when room.id = ?5 then ?6 else 0 end and y.at >= ?3 and y.at < ?4
                    order by y.seq limit ?7) x
              left join users u on u.id = x.sender_id
              left join files f on f.id = x.file_id
              left join lateral (
                   select jsonb_agg(jsonb_build_object('body', e.body, 'replacedAt', e.replaced_at, 'by', e.replaced_by)
                                    order by e.edition) as editions
                     from message_editions e where e.conversation_id = x.conversation_id and e.seq = x.seq) was on true
             where room.id >= ?5
             order by room.id, x.seq limit ?7"""
                    .formatted(SEEN);

    private static final String KNOWN =
            "select (select count(*) from conversations where id = cast(?1 as uuid)) + (select count(*) from users where id = cast(?2 as uuid))";

    private static final String SHOWN =
            "select count(*) from files f where f.id = ?1 and f.purpose = 'CHAT' and exists (select from messages x where x.file_id = f.id)";

    private final StoredFiles files;
    private final Audit audit;

    ChatExport(StoredFiles files, Audit audit) {
        this.files = files;
        this.audit = audit;
    }

    /** Of one conversation or of one person, from the first instant to before the second. */
    record Asked(UUID conversation, UUID person, Instant from, Instant to) {}

    record Line(UUID conversation, long seq, String line) {}

    /** How far the export is. */
    private static final class Place {
        private UUID conversation = BEFORE_ALL;
        private long seq;

        private String written(List<Line> lines) {
            if (!lines.isEmpty()) {
                Line last = lines.get(lines.size() - 1);
                conversation = last.conversation();
                seq = last.seq();
            }
            return lines.stream().map(line -> line.line() + "\n").collect(Collectors.joining());
        }
    }

    /** Writes down who exports what, before a line of it leaves. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<Void> permit(Caller caller, Asked asked) {
        boolean one = asked.conversation() != null;
        return Db.select(Long.class, KNOWN, asked.conversation(), asked.person())
                .invoke(found -> requireFound(found.get(0)))
                .chain(() -> audit.record(
                        caller.userId(),
                        one ? "CONVERSATION_EXPORTED" : "CONVERSATIONS_OF_PERSON_EXPORTED",
                        one ? "CONVERSATION" : "USER",
                        one ? asked.conversation() : asked.person()));
    }

    /** A file that some message shows or, recalled since, has shown; writes down who reads it. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<StoredFile> file(Caller caller, UUID id) {
        return Db.select(Long.class, SHOWN, id)
                .invoke(found -> requireFound(found.get(0)))
                .chain(() -> audit.record(caller.userId(), "EXPORTED_FILE_READ", "FILE", id))
                .chain(() -> files.find(id));
    }

    private static void requireFound(long count) {
        if (count == 0) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }

    /** The lines in pieces, by conversation and seq. */
    Multi<String> lines(Asked asked) {
        return Multi.createBy()
                .repeating()
                .uni(Place::new, place -> piece(asked, place))
                .whilst(text -> !text.isEmpty())
                .filter(text -> !text.isEmpty());
    }

    private static Uni<String> piece(Asked asked, Place place) {
        return Panache.withSession(() -> Db.select(
                        Line.class,
                        PIECES,
                        asked.conversation(),
                        asked.person(),
                        asked.from(),
                        asked.to(),
                        place.conversation,
                        place.seq,
                        PIECE))
                .map(place::written);
    }
}
