package io.wealthcrm.notification;

import io.wealthcrm.identity.PushChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Which lanes of which channels this node rests, after a push service asked for less or refused our credentials. Closed as soon as the head of the answer is read;
 * {@link RestNews} tells the other nodes. Real time.
 */
@ApplicationScoped
class LaneGates {
    private static final Logger LOG = Logger.getLogger(LaneGates.class);
    /** By how much the answers to requests that were under way together lengthen a rest. */
    private static final Duration NOT_WORTH_A_LINE = Duration.ofSeconds(5);

    private final Map<Gate, Long> closedUntil = new HashMap<>();
    private final List<BiConsumer<Gate, Duration>> listeners = new CopyOnWriteArrayList<>();

    /** What rests by itself: one lane of one push service. */
    record Gate(Lane lane, PushChannel channel) {}

    /** Who is to hear, on the thread that read the answer, of every rest this node was asked for. */
    void listen(BiConsumer<Gate, Duration> listener) {
        listeners.add(listener);
    }

    /** Closes a gate, for an answer read here. */
    void rest(Gate gate, Duration pause) {
        close(gate, pause);
        listeners.forEach(listener -> listener.accept(gate, pause));
    }

    /** Closes a gate; a longer rest under way stays. */
    synchronized void close(Gate gate, Duration pause) {
        if (left(gate).plus(NOT_WORTH_A_LINE).compareTo(pause) < 0) {
            LOG.warnf("lane %s of %s rests for %s", gate.lane(), gate.channel(), pause);
        }
        closedUntil.merge(gate, System.nanoTime() + pause.toNanos(), LaneGates::later);
    }

    /** The lanes of one kind of traffic that may send by the channel, in order. */
    List<Lane> open(boolean bulk, PushChannel channel) {
        return Stream.of(Lane.values())
                .filter(lane -> lane.bulk() == bulk && !resting(new Gate(lane, channel)))
                .toList();
    }

    boolean resting(Gate gate) {
        return !left(gate).isZero();
    }

    /** How long it rests yet; zero while it is open. */
    synchronized Duration left(Gate gate) {
        Long until = closedUntil.get(gate);
        return until == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
