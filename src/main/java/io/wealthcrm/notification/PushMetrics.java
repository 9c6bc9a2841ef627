package io.wealthcrm.notification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** What is counted of pushes. */
@ApplicationScoped
class PushMetrics {
    private final MeterRegistry registry;
    private volatile Map<Lane, Double> oldest = Map.of();

    PushMetrics(MeterRegistry registry, LaneGates gates) {
        this.registry = registry;
        for (Lane lane : Lane.values()) {
            Gauge oldestGauge = Gauge.builder("wealth.push.oldest.pending.seconds", () -> oldest(lane))
                    .tag("lane", lane.name())
                    .description("How long the delivery of the lane that waits longest has been due")
                    .register(registry);
            Gauge laneGauge = Gauge.builder("wealth.push.lane.resting", gates, all -> all.resting(lane) ? 1 : 0)
                    .tag("lane", lane.name())
                    .description("1 while this node sends nothing of the lane")
                    .register(registry);
        }
    }

    /** One answer of the push service. */
    void answered(Lane lane, FcmOutcome outcome) {
        registry.counter("wealth.push.answers", "lane", lane.name(), "code", outcome.name())
                .increment();
    }

    /** One answer that will not change until somebody mends its cause; to be alerted on. */
    void alert(FcmOutcome outcome) {
        registry.counter("wealth.push.alerts", "code", outcome.name()).increment();
    }

    /** One delivery put off or ended without being sent. */
    void hindered(Lane lane, String reason) {
        registry.counter("wealth.push.hindered", "lane", lane.name(), "reason", reason)
                .increment();
    }

    /** A delivery was claimed whose lease had run out: its holder died or was too slow, and what became of it is not known. */
    void leaseRanOut(Lane lane) {
        registry.counter("wealth.push.lease.expiries", "lane", lane.name()).increment();
    }

    /** Deliveries that another's push told of. */
    void digested(Lane lane, int followers) {
        registry.counter("wealth.push.digested", "lane", lane.name()).increment(followers);
    }

    /** Seconds, for the lanes in which something waits. */
    void oldestPending(Map<Lane, Double> seconds) {
        oldest = seconds;
    }

    private double oldest(Lane lane) {
        return Math.max(0, oldest.getOrDefault(lane, 0.0));
    }
}
