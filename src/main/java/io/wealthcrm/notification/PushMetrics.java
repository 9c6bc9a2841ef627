package io.wealthcrm.notification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.wealthcrm.identity.PushChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** What is counted of pushes. */
@ApplicationScoped
class PushMetrics {
    private final MeterRegistry registry;
    private volatile Map<LaneGates.Gate, Double> oldest = Map.of();

    PushMetrics(MeterRegistry registry, LaneGates gates) {
        this.registry = registry;
        for (Lane lane : Lane.values()) {
            for (PushChannel channel : PushChannel.values()) {
                watch(gates, new LaneGates.Gate(lane, channel));
            }
        }
    }

    private void watch(LaneGates gates, LaneGates.Gate gate) {
        Gauge oldestGauge = Gauge.builder("wealth.push.oldest.pending.seconds", () -> oldest(gate))
                .tags(tags(gate.lane(), gate.channel()))
                .description("How long the delivery of the lane and channel that waits longest has been due")
                .register(registry);
        Gauge restGauge = Gauge.builder("wealth.push.lane.resting", gates, all -> all.resting(gate) ? 1 : 0)
                .tags(tags(gate.lane(), gate.channel()))
                .description("1 while this node sends nothing of the lane by the channel")
                .register(registry);
    }

    private static Tags tags(Lane lane, PushChannel channel) {
        return Tags.of("lane", lane.name(), "channel", channel.name());
    }

    /** One answer of the push service that serves the channel. */
    void answered(Lane lane, PushChannel channel, PushOutcome outcome) {
        registry.counter("wealth.push.answers", tags(lane, channel).and("code", outcome.name()))
                .increment();
    }

    /** One answer that will not change until somebody mends its cause; to be alerted on. */
    void alert(PushChannel channel, PushOutcome outcome) {
        registry.counter("wealth.push.alerts", "channel", channel.name(), "code", outcome.name())
                .increment();
    }

    /** One delivery put off or ended without being sent, by the channel of its device. */
    void hindered(Lane lane, PushChannel channel, String reason) {
        registry.counter("wealth.push.hindered", tags(lane, channel).and("reason", reason))
                .increment();
    }

    /** A delivery was claimed whose lease had run out: its holder died or was too slow, and what became of it is not known. */
    void leaseRanOut(DueDelivery delivery) {
        registry.counter(
                        "wealth.push.lease.expiries",
                        tags(delivery.lane(), delivery.device().channel()))
                .increment();
    }

    /** Deliveries that another's push told of. */
    void digested(Lane lane, PushChannel channel, int followers) {
        registry.counter("wealth.push.digested", tags(lane, channel)).increment(followers);
    }

    /** Seconds, for the lanes and channels in which something waits. */
    void oldestPending(Map<LaneGates.Gate, Double> seconds) {
        oldest = seconds;
    }

    private double oldest(LaneGates.Gate gate) {
        return Math.max(0, oldest.getOrDefault(gate, 0.0));
    }
}
