package io.wealthcrm.notification;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.PushChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Hands claimed deliveries to the push service of each, and says what becomes of them. */
@ApplicationScoped
class PushDispatch {
    private static final Logger LOG = Logger.getLogger(PushDispatch.class);
    /** Why what cannot go to its device is dropped: nobody serves its channel, and it has no token of FCM's. */
    private static final String NO_SENDER = "NO_SENDER";

    /** Why a delivery goes back to those that wait: its lease would have run out before its answer. */
    private static final String LATE = "LATE";

    private final Clock clock;
    private final PushRoutes routes;
    private final LaneGates gates;
    private final PushMetrics metrics;
    private final RandomGenerator random = new SecureRandom();
    private volatile boolean stopping;

    PushDispatch(Clock clock, PushRoutes routes, LaneGates gates, PushMetrics metrics) {
        this.clock = clock;
        this.routes = routes;
        this.gates = gates;
        this.metrics = metrics;
    }

    /**
     * What becomes of each, as the answers come, on any thread; never fails. What has not left for its push service by the
     * given moment, or when the service stops, is handed back.
     *
     * @param atOnce messages handed to a push service before the first of them is answered
     * @param leaveBy {@link System#nanoTime()}
     */
    Multi<Map<DueDelivery, Ruling>> send(List<DueDelivery> deliveries, int atOnce, long leaveBy) {
        return Multi.createFrom()
                .iterable(Digest.of(deliveries))
                .onItem()
                .transformToUni(digest -> stopping || System.nanoTime() - leaveBy > 0
                        ? Uni.createFrom().item(late(digest))
                        : answer(digest))
                .merge(atOnce);
    }

    /** From now on nothing leaves. */
    void stop() {
        stopping = true;
    }

    private Uni<Map<DueDelivery, Ruling>> answer(Digest digest) {
        Optional<PushRoutes.Route> way = routes.to(digest.leader().device());
        if (way.isEmpty()) {
            return Uni.createFrom().item(noWay(digest));
        }
        PushRoutes.Route route = way.get();
        return route.sender()
                .send(PushMessage.of(digest, route.token(), clock.instant()))
                .map(result -> ruled(digest, route, result));
    }

    private Map<DueDelivery, Ruling> late(Digest digest) {
        DueDelivery leader = digest.leader();
        metrics.hindered(leader.lane(), leader.device().channel(), LATE);
        return rulings(digest, Ruling.again(LATE, clock.instant(), false));
    }

    private Map<DueDelivery, Ruling> noWay(Digest digest) {
        DueDelivery leader = digest.leader();
        metrics.hindered(leader.lane(), leader.device().channel(), NO_SENDER);
        return rulings(digest, Ruling.dropped(NO_SENDER));
    }

    /** On the thread that read the answer, so that what it asks for counts before that thread sends the next message. */
    private Map<DueDelivery, Ruling> ruled(Digest digest, PushRoutes.Route route, PushResult result) {
        DueDelivery leader = digest.leader();
        PushChannel channel = route.sender().channel();
        heed(leader, channel, result);
        if (result.outcome() == PushOutcome.LANE_RESTING) {
            metrics.hindered(leader.lane(), channel, result.outcome().name());
        } else {
            metrics.answered(leader.lane(), channel, result.outcome());
            metrics.digested(leader.lane(), channel, digest.followers().size());
        }
        Ruling ruling = DeliveryRule.after(result, leader.attempts(), clock.instant(), leader.expiresAt(), random);
        boolean spareGone = route.spare() && ruling.token() != Ruling.Token.KEPT;
        return rulings(digest, spareGone ? ruling.with(Ruling.Token.SPARE_GONE) : ruling);
    }

    private static Map<DueDelivery, Ruling> rulings(Digest digest, Ruling ruling) {
        Map<DueDelivery, Ruling> rulings = new LinkedHashMap<>();
        digest.rule(ruling, rulings::put);
        return rulings;
    }

    private void heed(DueDelivery delivery, PushChannel channel, PushResult result) {
        Duration rest = DeliveryRule.laneRest(result);
        if (!rest.isZero()) {
            gates.rest(new LaneGates.Gate(delivery.lane(), channel), rest);
        }
        switch (result.outcome()) {
            case AUTH_ERROR, THIRD_PARTY_AUTH_ERROR, SENDER_ID_MISMATCH, INVALID_ARGUMENT -> {
                metrics.alert(channel, result.outcome());
                LOG.warnf(
                        "%s answered %s to delivery %s; it needs an administrator",
                        channel, result.outcome(), delivery.id());
            }
            default -> LOG.debugf("delivery %s: %s", delivery.id(), result.outcome());
        }
    }
}
