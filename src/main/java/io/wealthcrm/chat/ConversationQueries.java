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
import java.util.List;
import java.util.UUID;

/** Reads conversations for one of their members; for anybody else they are not there. */
@ApplicationScoped
class ConversationQueries {
    private static final String UNREAD =
            """
            (select count(*) from (select 1 from messages x
               where x.conversation_id = c.id and x.seq > greatest(m.read_seq, m.hidden_seq)
                 and x.sender_id is distinct from m.user_id and x.about_seq is null and x.recalled_at is null limit 100) counted)""";

    private static final String GONE =
            "coalesce((select g.upto_seq from messages_gone g where g.conversation_id = c.id), 0)";

    /** The page is cut before anything is looked up beside it: one round trip, whatever the number of conversations. */
    private static final String LIST =
            """
            select c.id, c.kind, c.title, c.order_id, c.last_seq, c.last_at, %s as gone_seq, m.read_seq, %s as unread, c.version,
                   other.user_id, other.display_name,
                   last.seq, last.id as message_id, last.cid, last.sender_id, last.kind as message_kind, last.body, last.at,
                   last.edited_at, last.recalled_at, last.file, last.reply_gone
              from (select m.*, c.last_at from members m join conversations c on c.id = m.conversation_id
                     where m.user_id = ?1 and m.left_at is null
                       and (cast(?2 as timestamptz) is null or (c.last_at, c.id) < (cast(?2 as timestamptz), cast(?3 as uuid)))
                     order by c.last_at desc, c.id desc limit ?4) m
              join conversations c on c.id = m.conversation_id
              left join lateral (select o.user_id, u.display_name from members o join users u on u.id = o.user_id
                                  where c.kind = 'DIRECT' and o.conversation_id = c.id and o.user_id <> m.user_id) other on true
              left join lateral (select %s from messages x
                                  where x.conversation_id = c.id and x.seq > m.hidden_seq and x.about_seq is null
                                  order by x.seq desc limit 1) last on true
             order by m.last_at desc, c.id desc"""
                    .formatted(GONE, UNREAD, Shown.COLUMNS);

    private static final String ONE =
            """
            select c.id, c.kind, c.title, c.order_id, c.unit_id, c.created_at, c.last_seq, c.last_at, %s as gone_seq,
                   c.new_members_see_history, m.role, m.read_seq, %s as unread, c.version
              from members m join conversations c on c.id = m.conversation_id
             where c.id = ?1 and m.user_id = ?2 and m.left_at is null"""
                    .formatted(GONE, UNREAD);

    private static final String MEMBERS =
            """
            select m.user_id, u.display_name, m.role, m.read_seq, m.joined_at
              from members m join users u on u.id = m.user_id
             where m.conversation_id = ?1 and m.left_at is null and (m.role <> 'MEMBER' or not ?2)
             order by m.joined_at, m.user_id""";

    private static final String COUNT = "select count(*) from members where conversation_id = ?1 and left_at is null";

    private final ObjectMapper json;

    ConversationQueries(ObjectMapper json) {
        this.json = json;
    }

    record Line(
            UUID id,
            ConversationKind kind,
            String title,
            UUID orderId,
            long lastSeq,
            Instant lastAt,
            long goneSeq,
            long readSeq,
            long unread,
            long version,
            UUID otherId,
            String otherName,
            Long seq,
            UUID messageId,
            UUID cid,
            UUID sender,
            String messageKind,
            String body,
            Instant at,
            Instant editedAt,
            Instant recalledAt,
            String file,
            Boolean replyGone) {}

    record Head(
            UUID id,
            ConversationKind kind,
            String title,
            UUID orderId,
            UUID unitId,
            Instant createdAt,
            long lastSeq,
            Instant lastAt,
            long goneSeq,
            boolean newMembersSeeHistory,
            MemberRole role,
            long readSeq,
            long unread,
            long version) {}

    /** The newest first. */
    @WithSession
    Uni<Page<ConversationSummary>> list(UUID user, PageRequest page) {
        Cursor cursor = page.cursor(2);
        return Db.select(
                        Line.class,
                        LIST,
                        user,
                        cursor == null ? null : cursor.instant(0),
                        cursor == null ? null : cursor.uuid(1),
                        page.rows())
                .map(rows -> Page.of(rows, page.limit(), line -> Cursor.of(line.lastAt(), line.id()))
                        .map(this::summary));
    }

    /** With its members, in two round trips; a unit's channel in three. @throws Problem NOT_FOUND */
    @WithSession
    Uni<ConversationView> view(UUID user, UUID id) {
        return head(user, id).chain(head -> Db.select(MemberView.class, MEMBERS, id, head.unitId() != null)
                .chain(members -> count(head, members).map(count -> view(head, members, count))));
    }

    private static Uni<Long> count(Head head, List<MemberView> members) {
        return head.unitId() == null
                ? Uni.createFrom().item((long) members.size())
                : Db.select(Long.class, COUNT, head.id()).map(rows -> rows.get(0));
    }

    private static ConversationView view(Head head, List<MemberView> members, long count) {
        return new ConversationView(
                head.id(),
                head.kind(),
                head.title(),
                head.orderId(),
                head.unitId(),
                head.createdAt(),
                head.lastSeq(),
                head.lastAt(),
                head.goneSeq(),
                head.newMembersSeeHistory(),
                head.role(),
                head.readSeq(),
                head.unread(),
                members,
                count,
                head.version());
    }

    /** Joins the caller's session. @throws Problem NOT_FOUND */
    Uni<Head> head(UUID user, UUID id) {
        return Db.one(Head.class, ONE, id, user);
    }

    private ConversationSummary summary(Line line) {
        return new ConversationSummary(
                line.id(),
                line.kind(),
                line.title(),
                line.orderId(),
                line.lastSeq(),
                line.lastAt(),
                line.goneSeq(),
                line.readSeq(),
                line.unread(),
                line.otherId() == null ? null : new ConversationSummary.Other(line.otherId(), line.otherName()),
                line.seq() == null ? null : last(line).view(json),
                line.version());
    }

    private static Shown last(Line line) {
        return new Shown(
                line.id(),
                line.seq(),
                line.messageId(),
                line.cid(),
                line.sender(),
                line.messageKind(),
                line.body(),
                line.at(),
                line.editedAt(),
                line.recalledAt(),
                line.file(),
                line.replyGone());
    }
}
