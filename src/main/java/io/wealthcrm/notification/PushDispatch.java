package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Hands claimed deliveries to the push service, and says what becomes of each. */
@ApplicationScoped
class PushDispatch {
    private static final Logger LOG = Logger.getLogger(PushDispatch.class);

    private final Clock clock;
    private final PushSender sender;
    private final LaneGates gates;
    private final PushMetrics metrics;
    private final RandomGenerator random = new SecureRandom();

    PushDispatch(Clock clock, PushSender sender, LaneGates gates, PushMetrics metrics) {
        this.clock = clock;
        this.sender = sender;
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
                .map(digest -> sender.send(PushMessage.of(digest, now)).map(result -> ruled(digest, result)))
                .toList();
        return Uni.join().all(answers).andFailFast().map(PushDispatch::together);
    }

    private static Map<DueDelivery, Ruling> together(List<Map<DueDelivery, Ruling>> answers) {
        Map<DueDelivery, Ruling> all = new LinkedHashMap<>();
        answers.forEach(all::putAll);
        return all;
    }

    /** On the thread that read the answer, so that what it asks for counts before that thread sends the next message. */
    private Map<DueDelivery, Ruling> ruled(Digest digest, PushResult result) {
        DueDelivery leader = digest.leader();
        heed(leader, result);
        Ruling ruling =
                DeliveryRule.after(result, leader.attempts(), clock.instant(), leader.expiresAt(), random);
        Map<DueDelivery, Ruling> rulings = new LinkedHashMap<>();
        digest.rule(ruling, rulings::put);
        if (result.outcome() == FcmOutcome.LANE_RESTING) {
            metrics.hindered(leader.lane(), result.outcome().name());
        } else {
            metrics.answered(leader.lane(), result.outcome());
            metrics.digested(leader.lane(), digest.followers().size());
        }
        return rulings;
    }

    private void heed(DueDelivery delivery, PushResult result) {
        Duration rest = DeliveryRule.laneRest(result);
        if (!rest.isZero()) {
            if (!gates.resting(delivery.lane())) {
                LOG.warnf("FCM answered %s: lane %s rests for %s", result.outcome(), delivery.lane(), rest);
            }
            gates.rest(delivery.lane(), rest);
        }
        switch (result.outcome()) {
            case AUTH_ERROR, THIRD_PARTY_AUTH_ERROR, SENDER_ID_MISMATCH, INVALID_ARGUMENT -> {
                metrics.alert(result.outcome());
                LOG.warnf("FCM answered %s to delivery %s; it needs an administrator", result.outcome(), delivery.id());
            }
            default -> LOG.debugf("delivery %s: %s", delivery.id(), result.outcome());
        }
    }
}
