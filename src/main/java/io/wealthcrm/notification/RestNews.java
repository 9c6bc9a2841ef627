package io.wealthcrm.notification;

import io.quarkus.runtime.StartupEvent;
import io.wealthcrm.identity.PushChannel;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.cluster.Cluster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Tells the other nodes which lanes rest: at once those that hear signals, with their next claim all, also after a kill. */
@ApplicationScoped
class RestNews {
    private final LaneGates gates;
    private final Deliveries deliveries;
    private final Cluster cluster;
    private final Background background;

    RestNews(LaneGates gates, Deliveries deliveries, Cluster cluster, Background background) {
        this.gates = gates;
        this.deliveries = deliveries;
        this.cluster = cluster;
        this.background = background;
    }

    /** A signal between nodes. */
    record LaneRested(Lane lane, PushChannel channel, long millis) {}

    void start(@Observes StartupEvent event) {
        gates.listen(this::tell);
        cluster.listen(LaneRested.class, (node, rested) -> heard(rested));
    }

    private void heard(LaneRested rested) {
        gates.close(new LaneGates.Gate(rested.lane(), rested.channel()), Duration.ofMillis(rested.millis()));
    }

    private void tell(LaneGates.Gate gate, Duration pause) {
        cluster.tell(new LaneRested(gate.lane(), gate.channel(), pause.toMillis()));
        background.run("resting a lane", () -> DeliveryEngine.untilStored(deliveries.rest(gate, pause)));
    }
}
