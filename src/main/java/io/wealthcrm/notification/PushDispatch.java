package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.PushChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    private final Clock clock;
    private final PushRoutes routes;
    private final LaneGates gates;
    private final PushMetrics metrics;
    private final RandomGenerator random = new SecureRandom();

    PushDispatch(Clock clock, PushRoutes routes, LaneGates gates, PushMetrics metrics) {
        this.clock = clock;
        this.routes = routes;
        this.gates = gates;
        this.metrics = metrics;
    }

    /** Never fails; completes on any thread once the last answer is there. */
    Uni<Map<DueDelivery, Ruling>> send(List<DueDelivery> deliveries) {
        if (deliveries.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Instant now = clock.instant();
        List<Uni<Map<DueDelivery, Ruling>>> answers = Digest.of(deliveries).stream()
                .map(digest -> answer(digest, now))
                .toList();
        return Uni.join().all(answers).andFailFast().map(PushDispatch::together);
    }

    private static Map<DueDelivery, Ruling> together(List<Map<DueDelivery, Ruling>> answers) {
        Map<DueDelivery, Ruling> all = new LinkedHashMap<>();
        answers.forEach(all::putAll);
        return all;
    }

    private Uni<Map<DueDelivery, Ruling>> answer(Digest digest, Instant now) {
        Optional<PushRoutes.Route> way = routes.to(digest.leader().device());
        if (way.isEmpty()) {
            return Uni.createFrom().item(noWay(digest));
        }
        PushRoutes.Route route = way.get();
        return route.sender()
                .send(PushMessage.of(digest, route.token(), now))
                .map(result -> ruled(digest, route, result));
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
