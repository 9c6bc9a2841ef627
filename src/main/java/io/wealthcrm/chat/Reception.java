package io.wealthcrm.chat;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes a socket's frames: limits their rate, keeps their order, and does what they ask. On the socket's event loop. */
@ApplicationScoped
class Reception {
    private static final Logger LOG = Logger.getLogger(Reception.class);
    private static final int MAX_WAITING = 500;
    private static final int MAX_REFUSALS = 200;
    private static final long TYPING_NANOS = 3_000_000_000L;
    private static final long RETRY_MS = 1000;

    private final FrameParser parser = new FrameParser();
    private final Admission admission;
    private final MessageStore store;
    private final RecentMessages recent;
    private final Wakes wakes;
    private final Receipts receipts;
    private final AbsentScan absent;
    private final Cards cards;
    private final MeterRegistry metrics;
    private volatile boolean failing;

    Reception(
            Admission admission,
            MessageStore store,
            RecentMessages recent,
            Wakes wakes,
            Receipts receipts,
            AbsentScan absent,
            Cards cards,
            MeterRegistry metrics) {
        this.admission = admission;
        this.store = store;
        this.recent = recent;
        this.wakes = wakes;
        this.receipts = receipts;
        this.absent = absent;
        this.cards = cards;
        this.metrics = metrics;
    }

    /** One text frame as it came in. */
    void take(Peer peer, String text) {
        if (peer.leaving) {
            // Never answered, so the app sends it again, with the same cid, to the node it finds next.
            return;
        }
        if (tooBig(text)) {
            peer.close(CloseCode.TOO_BIG);
            return;
        }
        try {
            ClientFrame frame = parser.parse(text);
            if (frame instanceof ClientFrame.Hello == peer.greeted) {
                throw new BadFrame("hello comes first, and once");
            }
            peer.greeted = true;
            admit(peer, frame);
        } catch (BadFrame bad) {
            peer.close(CloseCode.BAD_FRAME, bad.getMessage());
        }
    }

    private void admit(Peer peer, ClientFrame frame) {
        long now = System.nanoTime();
        String id = frame instanceof ClientFrame.Send send ? send.id() : null;
        long wait = peer.frames.take(now);
        if (wait == 0 && id != null) {
            wait = peer.sends.take(now);
        }
        if (wait == 0 && peer.inbox.size() < MAX_WAITING) {
            peer.inbox.add(frame);
            next(peer);
        } else if (++peer.refusals > MAX_REFUSALS) {
            peer.close(CloseCode.TOO_FAST);
        } else {
            peer.answer(ServerFrames.error(id, ErrorCode.RATE, Math.max(wait, 1)));
        }
    }

    /** Frames are done one after the other, so that a person's messages are numbered in the order they were sent. */
    private void next(Peer peer) {
        while (!peer.handling && !peer.inbox.isEmpty()) {
            peer.handling = true;
            ClientFrame frame = peer.inbox.poll();
            handle(peer, frame).subscribe().with(done -> finished(peer), failure -> {
                unavailable(peer, frame, failure);
                finished(peer);
            });
        }
    }

    private void finished(Peer peer) {
        // Always by way of the loop: a run of frames that need no waiting must not recurse.
        peer.run(() -> {
            peer.handling = false;
            next(peer);
        });
    }

    private Uni<Void> handle(Peer peer, ClientFrame frame) {
        if (frame instanceof ClientFrame.Hello hello) {
            return admission.hello(peer, hello);
        }
        if (frame instanceof ClientFrame.Auth auth) {
            return admission.prolong(peer, auth.ticket());
        }
        if (frame instanceof ClientFrame.Send send) {
            return cards.hindrance(peer.caller.sessionId(), send.conv(), send.card())
                    .chain(hindrance -> hindrance.isEmpty()
                            ? store.send(peer.userId(), send)
                            : Uni.createFrom().item(MessageStore.Sent.refused(hindrance.get())))
                    .invoke(sent -> answer(peer, send, sent))
                    .replaceWithVoid();
        }
        now(peer, frame);
        return Uni.createFrom().voidItem();
    }

    private void now(Peer peer, ClientFrame frame) {
        if (frame instanceof ClientFrame.Received received) {
            seen(peer, received.conv(), received.seq(), 0);
        } else if (frame instanceof ClientFrame.Read read) {
            seen(peer, read.conv(), read.seq(), read.seq());
        } else if (frame instanceof ClientFrame.Typing typing) {
            type(peer, typing.conv());
        } else if (frame instanceof ClientFrame.Refused refused) {
            peer.answer(ServerFrames.error(refused.id(), refused.code(), 0));
        } else if (frame instanceof ClientFrame.Pong) {
            peer.pingedAt = 0;
        }
    }

    private void answer(Peer peer, ClientFrame.Send send, MessageStore.Sent sent) {
        failing = false;
        if (sent.error() != null) {
            metrics.counter("wealth.chat.sends", "outcome", sent.error().name()).increment();
            peer.run(() -> peer.answer(ServerFrames.error(send.id(), sent.error(), 0)));
            return;
        }
        metrics.counter("wealth.chat.sends", "outcome", sent.dup() ? "DUP" : "OK")
                .increment();
        peer.run(() -> peer.answer(ServerFrames.ok(send.id(), sent.id(), sent.seq(), sent.dup())));
        if (!sent.dup()) {
            recent.add(send.conv(), sent.seq(), sent.frame());
            wakes.message(send.conv(), sent.seq());
            absent.expect();
        }
    }

    private void seen(Peer peer, UUID conversation, long received, long read) {
        if (peer.seats.containsKey(conversation)) {
            receipts.note(peer, conversation, received, read);
        } else {
            peer.answer(ServerFrames.error(null, ErrorCode.NOT_FOUND, 0));
        }
    }

    private void type(Peer peer, UUID conversation) {
        long now = System.nanoTime();
        Long before = peer.typedAt.get(conversation);
        if (!peer.seats.containsKey(conversation) || before != null && now - before < TYPING_NANOS) {
            return;
        }
        peer.typedAt.put(conversation, now);
        wakes.typing(conversation, peer.userId());
    }

    private void unavailable(Peer peer, ClientFrame frame, Throwable failure) {
        // One line, however many sockets ask while the database is away.
        LOG.logf(failing ? Logger.Level.DEBUG : Logger.Level.WARN, "%s not done: %s", frame, failure.toString());
        failing = true;
        if (frame instanceof ClientFrame.Hello || frame instanceof ClientFrame.Auth) {
            peer.close(CloseCode.DRAINING, "{\"retryMs\":" + RETRY_MS + "}");
        } else {
            String id = frame instanceof ClientFrame.Send send ? send.id() : null;
            peer.run(() -> peer.answer(ServerFrames.error(id, ErrorCode.UNAVAILABLE, RETRY_MS)));
        }
    }

    private static boolean tooBig(String text) {
        if (text.length() * 3 <= FrameParser.MAX_FRAME) {
            return false;
        }
        return text.length() > FrameParser.MAX_FRAME
                || text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > FrameParser.MAX_FRAME;
    }
}
