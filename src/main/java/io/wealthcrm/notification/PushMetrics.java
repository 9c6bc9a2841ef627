package io.wealthcrm.notification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;

/** What is counted of pushes. */
@ApplicationScoped
class PushMetrics {
    private final MeterRegistry registry;
    private final AtomicReference<Double> oldest = new AtomicReference<>(0.0);

    PushMetrics(MeterRegistry registry, LaneGates gates) {
        this.registry = registry;
        Gauge oldestGauge = Gauge.builder("wealth.push.oldest.pending.seconds", oldest, AtomicReference::get)
                .description("How long the delivery that waits longest has been due")
                .register(registry);
        for (Lane lane : Lane.values()) {
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

    void oldestPending(double seconds) {
        oldest.set(Math.max(0, seconds));
    }
}
