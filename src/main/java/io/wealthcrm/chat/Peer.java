package io.wealthcrm.chat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Context;
import io.wealthcrm.identity.Caller;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One open socket: a person on a device. Its fields belong to the socket's event loop; {@link #run}, {@link #mark} and
 * {@link #close} may be called from anywhere.
 */
final class Peer {
    private static final Logger LOG = Logger.getLogger(Peer.class);

    /** A conversation as this socket follows it. */
    static final class Seat {
        final ConversationKind kind;

        /** The newest message that was handed to the socket; the next one it gets is the one after. */
        long at;

        /** Up to where the replay after the hello goes; 0 when that is done. */
        long replayTo;

        Seat(ConversationKind kind, long at) {
            this.kind = kind;
            this.at = at;
        }
    }

    final long openedAt = System.nanoTime();
    final Outbound out;
    final Allowance frames;
    final Allowance sends;
    final Deque<ClientFrame> inbox = new ArrayDeque<>();
    final Map<UUID, Seat> seats = new ConcurrentHashMap<>();
    final Map<UUID, Long> typedAt = new HashMap<>();
    boolean handling;
    boolean reading;
    boolean greeted;
    boolean synced;
    int refusals;

    /** Whose socket it is, as they were at the last sign-in; what they see is asked for anew each time. */
    volatile Caller caller;

    volatile String device;
    volatile Instant authUntil;
    volatile boolean authDue;
    volatile boolean live;
    /** When it was let in, by the clock of the database, which all nodes share. */
    volatile Instant seatedAt;
    /** Takes no more frames: the node is about to stop. */
    volatile boolean leaving;
    /** When the ping was sent that has not been answered; 0 when none is open. */
    volatile long pingedAt;

    volatile long lastPing = System.nanoTime();

    private final WebSocketConnection connection;
    private final Wire wire;
    private final Context loop;
    private final Consumer<Peer> pump;
    private final MeterRegistry metrics;
    private final Map<UUID, Long> dirty = new ConcurrentHashMap<>();
    private final AtomicBoolean pumping = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param pump reads what is dirty and offers it to {@link #out} */
    Peer(WebSocketConnection connection, Context loop, ChatConfig config, MeterRegistry metrics, Consumer<Peer> pump) {
        this.connection = connection;
        this.wire = connection.userData().get(Wire.KEY);
        this.loop = loop;
        this.pump = pump;
        this.metrics = metrics;
        this.frames = new Allowance(config.framesPerSecond(), config.framesPerSecond() * 4, openedAt);
        this.sends = new Allowance(config.sendsPerSecond(), config.sendBurst(), openedAt);
        this.out = new Outbound(new UntilClosed(), () -> pump.accept(this), () -> close(CloseCode.TOO_SLOW));
    }

    String id() {
        return connection.id();
    }

    UUID userId() {
        return caller.userId();
    }

    boolean open() {
        return !closed.get() && connection.isOpen();
    }

    /** Runs the work on the socket's event loop, soon and in order; not once the socket is closed. */
    void run(Runnable work) {
        loop.runOnContext(ignored -> {
            if (open()) {
                work.run();
            }
        });
    }

    /** Whether everything taken is done and answered; on the socket's event loop. */
    boolean idle() {
        return !handling && inbox.isEmpty() && out.answered();
    }

    /** Remembers that a conversation has gone on up to {@code seq}, and reads it soon: once what waits is written. */
    void mark(UUID conversation, long seq) {
        dirty.merge(conversation, seq, Math::max);
        if (!out.behind()) {
            pumpSoon();
        }
    }

    void markAll(Map<UUID, Long> conversations) {
        dirty.putAll(conversations);
        pumpSoon();
    }

    /** Takes some of the dirty conversations, with how far each has gone on. */
    Map<UUID, Long> takeDirty(int max) {
        Map<UUID, Long> taken = new HashMap<>();
        for (UUID conversation : dirty.keySet()) {
            if (taken.size() == max) {
                break;
            }
            Long target = dirty.remove(conversation);
            if (target != null && seats.containsKey(conversation)) {
                taken.put(conversation, target);
            }
        }
        return taken;
    }

    void forget(Collection<UUID> conversations) {
        seats.keySet().removeAll(conversations);
        dirty.keySet().removeAll(conversations);
    }

    void answer(String frame) {
        if (!out.answer(frame)) {
            close(CloseCode.TOO_SLOW);
        }
    }

    void close(CloseCode code) {
        close(code, code.name());
    }

    /** Closes the socket; nothing is written any more, whatever still waits. */
    void close(CloseCode code, String reason) {
        if (closed.compareAndSet(false, true)) {
            code.count(metrics);
            connection
                    .close(new CloseReason(code.number(), reason))
                    .subscribe()
                    .with(done -> {}, failure -> LOG.debugf("close: %s", failure.toString()));
        }
    }

    private void pumpSoon() {
        if (pumping.compareAndSet(false, true)) {
            loop.runOnContext(ignored -> {
                pumping.set(false);
                if (open()) {
                    pump.accept(this);
                }
            });
        }
    }

    /** Once closed, whatever waits is dropped; a write that is never done keeps the rest from following. */
    private final class UntilClosed implements Outbound.Network {
        @Override
        public void write(String frame, Outbound.Written then) {
            if (!closed.get()) {
                wire.write(frame, then);
            }
        }

        @Override
        public void flush() {
            wire.flush();
        }
    }
}
