package io.wealthcrm.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which lanes this node rests at once, after FCM asked for less or refused our credentials; the others hear of it by
 * {@link Deliveries#rest}. Real time.
 */
@ApplicationScoped
class LaneGates {
    private final Map<Lane, Long> closedUntil = new EnumMap<>(Lane.class);

    /** Rests a lane; a longer rest under way stays. */
    synchronized void rest(Lane lane, Duration pause) {
        closedUntil.merge(lane, System.nanoTime() + pause.toNanos(), LaneGates::later);
    }

    /** The lanes of one kind of traffic that may send, in order. */
    List<Lane> open(boolean bulk) {
        return Stream.of(Lane.values())
                .filter(lane -> lane.bulk() == bulk && !resting(lane))
                .toList();
    }

    synchronized boolean resting(Lane lane) {
        Long until = closedUntil.get(lane);
        return until != null && until - System.nanoTime() > 0;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
