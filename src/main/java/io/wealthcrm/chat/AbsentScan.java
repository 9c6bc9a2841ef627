package io.wealthcrm.chat;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells absent people of new messages. A device that is there says {@code recv} within a moment; who has not after three
 * seconds is notified, once per conversation and scan, in one statement whatever the size of the group. A push that has not
 * left by then, as in quiet hours, is withdrawn by {@code recv} or {@code read}.
 */
@ApplicationScoped
class AbsentScan {
    /** Catches what this node was not told of, such as messages another node wrote before it stopped. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private static final long WAIT_MS = 3000;
    /** Messages that fall due so close together are looked for at once. */
    private static final long TOGETHER_MS = 400;

    private static final Duration WORTH = Duration.ofHours(24);

    /** Only the node that moves the mark goes on; what was written three seconds before it is certainly committed. */
    private static final String MOVE =
            """
            with before as (select upto from chat_absent_scan for update skip locked)
            update chat_absent_scan s set upto = clock_timestamp() - interval '3 seconds'
              from before where before.upto < clock_timestamp() - interval '3 seconds'
            returning before.upto as since, s.upto""";

    private static final String MENTIONED =
            "(jsonb_exists(x.body -> 'mentions', cast(m.user_id as text)) or jsonb_exists(x.body -> 'mentions', '@all'))";

    /**
     * Looks two seconds further back than the last mark; who was told of a message is not told again. Who is mentioned is
     * told of that message as a mention, and of the others as ever. {@code %s}: whether the person is mentioned.
     */
    private static final String AUDIENCE =
            """
            select m.user_id as person_id, m.conversation_id as entity_id, cast(max(x.seq) as text) as occasion,
                   jsonb_build_object('conversationId', m.conversation_id, 'seq', max(x.seq)) as data,
                   cast(?3 as timestamptz) as expires_at
              from messages x
              join members m on m.conversation_id = x.conversation_id and m.left_at is null
               and m.received_seq < x.seq and x.seq > m.hidden_seq and m.user_id is distinct from x.sender_id
               and x.about_seq is null and x.recalled_at is null
             where x.at > cast(?1 as timestamptz) - interval '2 seconds' and x.at <= cast(?2 as timestamptz)
               and %s
             group by m.user_id, m.conversation_id""";

    private final Notifications notifications;
    private final Background background;
    private final Clock clock;
    private final Vertx vertx;
    private final AtomicLong planned = new AtomicLong();
    private volatile Background.Loop loop;

    AbsentScan(Notifications notifications, Background background, Clock clock, Vertx vertx) {
        this.notifications = notifications;
        this.background = background;
        this.clock = clock;
        this.vertx = vertx;
    }

    record Window(Instant since, Instant upto) {}

    void start(@Observes StartupEvent event) {
        loop = background.every(POLL, "chat absent", this::scan);
    }

    /** A message was committed just now: who is absent is looked for as soon as it is old enough. */
    void expect() {
        long now = System.currentTimeMillis();
        long round = (now + WAIT_MS) / TOGETHER_MS + 1;
        if (planned.getAndSet(round) != round) {
            vertx.setTimer(round * TOGETHER_MS - now, fired -> loop.wake());
        }
    }

    private Uni<Void> scan() {
        return Panache.withTransaction(() -> Db.select(Window.class, MOVE)
                .chain(windows -> windows.isEmpty() ? Uni.createFrom().voidItem() : tell(windows.get(0))));
    }

    private Uni<Void> tell(Window window) {
        return tell(NoticeKind.CHAT_MENTION, MENTIONED + " is true", window)
                .chain(() -> tell(NoticeKind.CHAT_MESSAGE, MENTIONED + " is not true", window))
                .replaceWithVoid();
    }

    private Uni<Integer> tell(NoticeKind kind, String which, Window window) {
        return notifications.fanOut(
                kind,
                AUDIENCE.formatted(which),
                window.since(),
                window.upto(),
                clock.instant().plus(WORTH));
    }

    /** The person has received up to {@code seq}: takes back what was said of it. */
    Uni<Void> withdraw(UUID conversation, UUID person, long seq) {
        return Panache.withTransaction(() -> notifications
                .cancelUpTo(NoticeKind.CHAT_MESSAGE, conversation, person, seq)
                .chain(() -> notifications.cancelUpTo(NoticeKind.CHAT_MENTION, conversation, person, seq)));
    }
}
