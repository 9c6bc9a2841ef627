package io.wealthcrm.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Which lanes this node rests, after FCM asked for less or refused our credentials. Closed in the moment the answer is read;
 * {@link RestNews} tells the other nodes. Real time.
 */
@ApplicationScoped
class LaneGates {
    private final Map<Lane, Long> closedUntil = new EnumMap<>(Lane.class);
    private final List<BiConsumer<Lane, Duration>> listeners = new CopyOnWriteArrayList<>();

    /** Who is to hear, on the thread that read the answer, of every rest this node was asked for. */
    void listen(BiConsumer<Lane, Duration> listener) {
        listeners.add(listener);
    }

    /** Rests a lane, for an answer read here. */
    void rest(Lane lane, Duration pause) {
        close(lane, pause);
        listeners.forEach(listener -> listener.accept(lane, pause));
    }

    /** Rests a lane; a longer rest under way stays. */
    synchronized void close(Lane lane, Duration pause) {
        closedUntil.merge(lane, System.nanoTime() + pause.toNanos(), LaneGates::later);
    }

    /** The lanes of one kind of traffic that may send, in order. */
    List<Lane> open(boolean bulk) {
        return Stream.of(Lane.values())
                .filter(lane -> lane.bulk() == bulk && !resting(lane))
                .toList();
    }

    boolean resting(Lane lane) {
        return !left(lane).isZero();
    }

    /** How long the lane rests yet; zero while it is open. */
    synchronized Duration left(Lane lane) {
        Long until = closedUntil.get(lane);
        return until == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
