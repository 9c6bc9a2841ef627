package io.wealthcrm.chat;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Puts conversations on the timelines of the customers they concern: those who are in them, and the customer of an order's
 * room. One entry for each conversation and business day, with who spoke and how often and never a word of it. It stands at
 * the day's first message and stays there while it grows, so that a page of the timeline never loses a line. Channels are no
 * talk with anybody and left out. Times are real time, as those of the messages.
 */
@ApplicationScoped
class ChatTimeline {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /**
     * Only the node that moves the mark goes on; what was written three seconds before it is certainly committed. A mark
     * that lies far back, as on the first start, comes forward by a day at a time.
     */
    private static final String MOVE =
            """
            with before as (select upto from chat_timeline_scan for update skip locked)
            update chat_timeline_scan s
               set upto = least(clock_timestamp() - interval '3 seconds', before.upto + interval '1 day')
              from before where before.upto < clock_timestamp() - interval '3 seconds'
            returning before.upto as since, s.upto, s.upto < clock_timestamp() - interval '1 hour' as behind""";

    /**
     * Looks some seconds further back than the last mark: a message counts once, for an entry knows the last one it has
     * counted and numbers of a conversation become visible in their order.
     */
    private static final String TELL =
            """
            with said as (
                select x.conversation_id, x.seq, x.sender_id, x.at, cast(x.at at time zone ?3 as date) as day, v.kind, v.order_id
                  from messages x join conversations v on v.id = x.conversation_id and v.kind <> 'CHANNEL'
                 where x.at > cast(?1 as timestamptz) - interval '10 seconds' and x.at <= cast(?2 as timestamptz)
                   and x.kind <> 'system'),
            concerned as (
                select u.customer_id, said.*
                  from said join members m on m.conversation_id = said.conversation_id
                  join users u on u.id = m.user_id and u.customer_id is not null
                 where said.seq > m.joined_seq and (m.left_seq is null or said.seq <= m.left_seq)
                union
                select o.customer_id, said.* from said join orders o on o.id = said.order_id),
            told as (
                select c.customer_id, c.conversation_id, c.day, c.kind, min(c.at) as first_at, max(c.at) as last_at,
                       max(c.seq) as last_seq, count(*) as messages, jsonb_agg(distinct c.sender_id) as people
                  from concerned c
                  left join timeline_entries e on e.kind = 'CHAT' and e.customer_id = c.customer_id
                   and e.ref_id = c.conversation_id and e.data ->> 'day' = cast(c.day as text)
                 where c.seq > coalesce(cast(e.data ->> 'lastSeq' as bigint), 0)
                 group by c.customer_id, c.conversation_id, c.day, c.kind)
            insert into timeline_entries as e (id, customer_id, at, kind, ref_id, data)
            select uuidv7(), customer_id, first_at, 'CHAT', conversation_id,
                   jsonb_build_object('day', day, 'conversation', kind, 'messages', messages, 'lastSeq', last_seq,
                                      'lastAt', last_at, 'people', people)
              from told order by customer_id, conversation_id
            on conflict (customer_id, ref_id, (data ->> 'day')) where kind = 'CHAT' do update
               set data = excluded.data || jsonb_build_object(
                       'messages', cast(e.data ->> 'messages' as bigint) + cast(excluded.data ->> 'messages' as bigint),
                       'people', (select jsonb_agg(distinct person)
                                    from jsonb_array_elements((e.data -> 'people') || (excluded.data -> 'people')) person))""";

    private final Background background;
    private final String zone;
    private volatile Background.Loop loop;

    ChatTimeline(Background background, WealthConfig config) {
        this.background = background;
        this.zone = config.zone().getId();
    }

    private record Window(Instant since, Instant upto, boolean behind) {}

    void start(@Observes StartupEvent event) {
        loop = background.every(PAUSE, "chats on timelines", this::scan);
    }

    private Uni<Void> scan() {
        return Panache.withTransaction(() -> Db.select(Window.class, MOVE).call(this::tell))
                .invoke(this::goOn)
                .replaceWithVoid();
    }

    private Uni<?> tell(List<Window> moved) {
        return moved.isEmpty()
                ? Uni.createFrom().voidItem()
                : Db.execute(TELL, moved.get(0).since(), moved.get(0).upto(), zone);
    }

    private void goOn(List<Window> moved) {
        if (!moved.isEmpty() && moved.get(0).behind()) {
            loop.wake();
        }
    }
}
